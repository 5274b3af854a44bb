"""What the words of a stand point at: "Lindqvist's account", "the emails", "the accusation", "fraud", "the quotation".

Each function gives the claims that are meant, or None where the words do not point in its way.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.casting.cast import Entity
from claims.extraction.casting.columns import Columns
from claims.extraction.casting.phrases import read_phrase
from claims.extraction.casting.roles import PAPERS
from claims.extraction.stances import words as w
from claims.extraction.stances.reach import usable
from claims.extraction.stances.reported import Reported, Told, matter_of
from claims.extraction.stances.stand import Stand
from claims.extraction.types import Stance

_VERSIONS = frozenset(("version", "account", "story", "side"))
_SEVERAL = frozenset(("neither", "either", "both", "two", "competing", "conflicting", "rival", "these", "those", "any"))
_NEXT_TURN = 4  # sentences, blank lines among them, from a question to its answer
_TOLD = 6  # claims that make up an account


@dataclass(slots=True)
class Before:
    """A stand and what was told before it, the nearest first."""

    reported: Reported
    stand: Stand
    parties: set[Entity]
    own: Told | None
    far: list[Told]  # claims that the stand may answer, some sentences back
    near: list[Told]  # those of the last few sentences
    about: list[Told]  # those of `far` that speak of the party

    @property
    def columns(self) -> Columns:
        return self.reported.page.columns


def crime(before: Before) -> list[Told] | None:
    """ "Denies four counts of fraud": all that is held against the accused, before and after the plea."""
    if not points_at_crime(before.columns, before.stand):
        return None
    reported, columns = before.reported, before.columns
    inside = [t for t in reported.roots if usable(reported, t, before.stand, before.parties, None)]
    prosecution = [t for t in inside if any(columns.lemma[k].lower().startswith("prosecut") for k in t.source)]
    against = [t for t in inside if reported.about(t) & before.parties]
    return [t for t in inside if t in against or t in prosecution]


def points_at_crime(columns: Columns, stand: Stand) -> bool:
    """A plea in court: "denies fraud", "pleaded not guilty"."""
    if columns.lemma[stand.verb] == "plead":
        return True
    if stand.object < 0 or stand.stance not in (Stance.DENIES, Stance.REJECTS):
        return False
    low, noun = columns.lower[stand.object], columns.lemma[stand.object].lower()
    if noun in ("charge", "count", "crime", "offence", "offense"):
        return low != noun
    return noun in w.CRIMES and not any(columns.tag[k] in ("DT", "PRP$") for k in stand.topic)


def both_versions(before: Before) -> list[Told] | None:
    """ "Neither version could be verified", "disputed that account": all that was told, or all of the other side."""
    stand, columns = before.stand, before.columns
    if stand.object < 0 or columns.lemma[stand.object].lower() not in _VERSIONS:
        return None
    inside = {columns.lower[k] for k in stand.topic}
    if stand.stance is Stance.NOT_CONFIRMED and inside & _SEVERAL:
        return before.reported.before(stand.first)[:_TOLD]
    if stand.stance not in (Stance.DENIES, Stance.REJECTS) or not inside & {"this", "that", "these", "those"}:
        return None
    theirs: list[Told] = []
    for told in before.reported.before(stand.first)[:_TOLD]:
        if not usable(before.reported, told, stand, before.parties, before.own):
            break
        theirs.append(told)
    return theirs or None


def quotation(before: Before) -> list[Told] | None:
    """ "Confirmed the quotation", "denied using those words": the party's own words, as somebody else told them."""
    stand, reported = before.stand, before.reported
    if not any(before.columns.lemma[k].lower() in w.QUOTED for k in (stand.object, *stand.topic[-3:]) if k >= 0):
        return None
    for told in reversed(reported.told):
        if told.at >= stand.first or stand.verb in told.content or told.parent < 0 or told.speaker is None:
            continue
        if told.speaker in before.parties and reported.root_of(told).speaker not in before.parties:
            return [told]
    return None


def possessor(before: Before) -> list[Told] | None:
    """ "Confirmed Lindqvist's account", "calls her story a lie": what Lindqvist, or she, said."""
    stand, reported = before.stand, before.reported
    noun = stand.object if stand.about_claim or _is_story(before, stand.object) else _account_before(before)
    if noun < 0:
        return None
    owner = next((c for c in before.columns.children[noun] if before.columns.dep[c] == "poss"), -1)
    if owner < 0 or (meant := _owner(before, owner)) is None:
        return None
    theirs = [t for t in before.far if t.speaker is meant]
    if not theirs:
        inner = [t for t in reported.told if t.speaker is meant and t.at < stand.first and stand.verb not in t.content]
        theirs = inner[-1:]
    if not theirs and usable(reported, reported.told[0], stand, before.parties, before.own):
        theirs = [t for t in reported.after(stand.last) if t.speaker is meant][:1]
    if not theirs:
        return None
    if matter := _complement(before, noun):
        told_of_it = [t for t in before.far if matter & reported.matter(t) and t.speaker is not None]
        if told_of_it and not matter & {lemma for t in theirs for lemma in reported.matter(t)}:
            return [t for t in told_of_it if t.speaker is told_of_it[0].speaker]
    if before.columns.lemma[noun].lower() in w.STORIES:
        whole = [t for t in reported.roots if t.speaker is meant and t.at < stand.first and _tells(before, t)]
        return whole or theirs
    return theirs


def _is_story(before: Before, noun: int) -> bool:
    return noun >= 0 and before.columns.lemma[noun].lower() in w.STORIES


def _tells(before: Before, told: Told) -> bool:
    """Whether a claim tells what happened: some verb of the past, and no wish or condition."""
    columns = before.columns
    first = next((columns.lower[k] for k in told.content if columns.word[k][:1].isalnum()), "")
    wished = any(columns.lower[k] in ("should", "must", "ought") for k in told.content)
    past = any(columns.tag[k] in ("VBD", "VBN") for k in told.content)
    own_stand = any(columns.lemma[k].lower() in w.DENY | w.REJECT | w.REFUSE for k in told.cue)
    return past and not wished and not own_stand and first not in ("if", "unless")


def _complement(before: Before, noun: int) -> set[str]:
    """Lemmas of what the account is of: "video" in "her description of the video"."""
    columns = before.columns
    of = next((c for c in columns.children[noun] if columns.lower[c] in ("of", "about") and c > noun), -1)
    inside = [k for k in range(of + 1, min(len(columns), of + 8)) if of >= 0 and columns.head[k] in range(of, k + 8)]
    return matter_of(columns, [k for k in inside if columns.tag[k] in ("NN", "NNS")][:2])


def _owner(before: Before, owner: int) -> Entity | None:
    """Who told the account: "her" in "calls her story a lie" is she who spoke last, not the one who calls it so."""
    columns, reported = before.columns, before.reported
    low = columns.lower[owner]
    if low in ("his", "her", "their", "its"):
        gender = {"his": "m", "her": "f"}.get(low, "")
        for told in before.far[:4]:
            speaker = told.speaker
            if speaker is None or (gender and speaker.gender not in ("", gender)):
                continue
            if gender or not speaker.gender:
                return speaker
        return None
    start = owner
    while start > 0 and columns.head[start - 1] == owner and columns.tag[start - 1] in ("NNP", "NN", "JJ", "DT"):
        start -= 1
    meant = reported.resolver.meaning(list(range(start, owner + 1)))
    return meant.entity if meant is not None else None


def _account_before(before: Before) -> int:
    """The noun that "it" stands for, in the sentence before: "we put Ms Okonjo's account to the trust"."""
    page, columns, stand = before.reported.page, before.columns, before.stand
    if not stand.anaphoric or stand.object < 0 or columns.lower[stand.object] not in w.ANAPHORS:
        return -1
    for k in range(stand.first - 1, max(-1, stand.first - 40), -1):
        if page.sentence[stand.verb] - page.sentence[k] > 1:
            return -1
        if columns.lemma[k].lower() in w.CLAIMS and any(columns.dep[c] == "poss" for c in columns.children[k]):
            return k
    return -1


def everything(before: Before) -> list[Told] | None:
    """ "Denies it all", "the allegations": everything that the last accuser said before."""
    if not before.stand.whole:
        return None
    last = next(iter(t for t in before.near if t in before.about), None) or next(
        iter(before.about or before.near), None
    )
    if last is None or last.speaker is None:
        return [last] if last is not None else []
    return [t for t in before.far if t.speaker is last.speaker]


def papers(before: Before) -> list[Told] | None:
    """ "Refused to comment on the emails", "said the memo was a forgery": what those papers say."""
    stand, columns = before.stand, before.columns
    if stand.object < 0:
        return None
    noun = columns.lemma[stand.object].lower()
    if columns.lower[stand.object] not in PAPERS and noun not in PAPERS:
        return None
    wanted = {noun, *w.PAPERS_TOO.get(noun, ())}
    found = []
    for told in before.far:
        phrase = read_phrase(before.reported.page, told.source) if told.source else None
        if phrase is not None and columns.lemma[phrase.head].lower() in wanted:
            found.append(told)
    return found or None


def noun_for_claim(before: Before) -> list[Told] | None:
    """ "This", "the claim": the nearest claim; for "the accusation" the nearest that was put as one ("accused")."""
    stand, columns = before.stand, before.columns
    if not (stand.anaphoric or (stand.about_claim and stand.object >= 0)):
        return None
    noun = columns.lemma[stand.object].lower() if stand.object >= 0 else ""
    wanted = w.AFFINE.get(noun, ())
    for told in before.far:
        if any(columns.lemma[k].lower() in wanted for k in told.cue):
            return [told]
    pointer = stand.object if stand.object >= 0 and columns.lower[stand.object] == "that" else stand.verb + 1
    last_only = columns.lower[pointer : pointer + 1] == ["that"]  # "calls that nonsense"
    disputes = stand.stance in (Stance.DENIES, Stance.REJECTS)
    return _run(before) if disputes and not last_only else before.near[:1]


def _run(before: Before) -> list[Told]:
    """The nearest claim, and those right before it in its paragraph that the same voice tells."""
    if not before.near or before.near[0].speaker is None:
        return before.near[:1]
    nearest = before.near[0]
    run = [nearest]
    for told in before.near[1:]:
        if told.speaker is not nearest.speaker or told.line != nearest.line or run[-1].sentence - told.ends > 1:
            break
        run.append(told)
    return run


def _just_before(before: Before, told: Told) -> bool:
    """Whether a claim stands in the sentence before, in the same paragraph."""
    page, stand = before.reported.page, before.stand
    close = page.sentence[stand.verb] - told.ends
    return (told.line == page.line[stand.verb] and close <= 1) or (page.turn(stand.verb) >= 0 and close <= _NEXT_TURN)


def told_of_party(before: Before) -> list[Told] | None:
    """ "Neither could be reached": what somebody else says that the party said."""
    stand, reported = before.stand, before.reported
    if stand.stance not in (Stance.DECLINED, Stance.NO_ANSWER) or stand.object >= 0 or stand.has_clause:
        return None
    told_last = before.near[0] if before.near else None
    for root in before.far:
        declines = stand.stance is Stance.DECLINED
        if declines and told_last is not None and root is not told_last and _just_before(before, told_last):
            return None  # "Sterling may fall, a bank believes. The regulator would not comment."
        if any(reported.told[n].speaker in before.parties for n in reported.family(root)[1:]):
            return [root]
    return None
