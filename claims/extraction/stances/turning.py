"""When a stand against what somebody said turns round: a denial was contradicted, so the claim itself is affirmed.

"The police denied that they were investigating him. A prosecutor said otherwise": she says that they were. "It denied
the leak. A spokesman confirmed this": nobody can tell what he confirmed, so no stand is taken there.
"""

from __future__ import annotations

from claims.extraction.stances import words as w
from claims.extraction.stances.clauses import is_negated
from claims.extraction.stances.reported import Reported, Told
from claims.extraction.stances.stand import Stand
from claims.extraction.stances.unsettled import says_it
from claims.extraction.types import Stance

_AGAINST = frozenset((Stance.DENIES, Stance.REJECTS))
_TOO = frozenset(("also", "too", "likewise", "similarly", "equally"))
_OWN_WORDS = frozenset(("denial", "denials", "version", "account", "response", "answer", "reply", "explanation"))
_HELD_AGAINST = frozenset(  # what was denied, and not the denial
    "allegation allegations accusation accusations charge charges claim claims suggestion rumour rumours rumor".split()
)


def denied_by_teller(reported: Reported, told: Told) -> bool:
    """Whether whoever tells of a claim denies it himself: "the police denied that ..."."""
    columns = reported.page.columns
    for k in told.cue:
        lemma = columns.lemma[k].lower()
        off = lemma == "rule" and k + 1 < len(columns) and columns.lower[k + 1] == "out"
        if (lemma in w.DENY | w.REJECT or off) and columns.tag[k].startswith("VB"):
            return not is_negated(columns, k) and not says_it(reported.page, told.cue, told.content)
    return False


def turned(reported: Reported, stand: Stand, told: Told) -> Stance | None:
    """The stand of another party on a claim: as it stands, turned round, or None where it is not sure which."""
    if not denied_by_teller(reported, told) or stand.verb in told.cue:
        return stand.stance
    if stand.stance is Stance.CONFIRMS:
        return stand.stance if stand.has_clause or _affirms_the_deed(reported, stand) else None
    if stand.stance not in _AGAINST:
        return stand.stance
    columns = reported.page.columns
    words = {columns.lower[k] for k in (stand.object, *stand.topic) if k >= 0}
    around = set(columns.lower[max(0, stand.verb - 3) : stand.last + 2])
    lemma = columns.lemma[stand.verb].lower()
    if around & _TOO or words & _HELD_AGAINST or (lemma == "deny" and not words & _OWN_WORDS):
        return stand.stance
    if stand.contrary or stand.brands or lemma == "contradict" or words & _OWN_WORDS:
        return Stance.CONFIRMS
    return None


def _affirms_the_deed(reported: Reported, stand: Stand) -> bool:
    """ "Admitted the allegation", "acknowledged the charge": what was denied is true."""
    columns = reported.page.columns
    words = {columns.lower[k] for k in (stand.object, *stand.topic) if k >= 0}
    return bool(words & _HELD_AGAINST) or columns.lemma[stand.verb].lower() in w.ADMIT
