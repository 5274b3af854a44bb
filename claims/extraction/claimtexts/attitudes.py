"""Words that somebody does *not* stand behind: "does not believe that x", "doubts that x", "has never claimed that x".

The clause alone would say the opposite of what was said. After a plain "does not believe" the negation goes into the
clause ("x is not so"); everywhere else the attitude stays in the claim ("Holt doubts that x"). Where the text makes
such a word a stand of its own ("denies", "would not say whether"), the clause is the claim and the stand is a position.
"""

from __future__ import annotations

from enum import Enum

from claims.enums import Stance
from claims.extraction.claimtexts import verbs
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import Draft
from claims.extraction.claimtexts.proposition import Proposition, finite_from_gerund
from claims.extraction.claimtexts.setting import Setting
from claims.extraction.claimtexts.units import Unit
from claims.extraction.claimtexts.whole import whole
from claims.extraction.types import Tense

_NEGATIONS = frozenset("not n't n’t never hardly scarcely barely nt".split())
_EVEN_MORE = frozenset("only just merely simply least".split())  # "not only said"
_NOBODY = frozenset("nobody none neither no few not nothing".split())
_DO = frozenset("do does did".split())
# "Does not think that x" means "thinks that not x".
_TURNING = frozenset("believe think expect suppose imagine reckon feel suspect anticipate".split())
_DOUBTING = frozenset("doubt disbelieve question query wish".split())
_UNSURE = frozenset(
    "doubtful sceptical skeptical unconvinced unsure uncertain unaware dubious incredulous unpersuaded".split()
)
_QUOTING = frozenset("quote cite reference invoke".split())
_PUT = frozenset("ask question press quiz query".split())
_DOUBTS = frozenset("doubt question uncertainty scepticism skepticism disbelief".split())
_ASKING = frozenset("ask wonder inquire enquire".split())
_QUESTIONS = frozenset("whether if why how who whom what when where which".split())
_HELD_BACK = frozenset("refuse decline fail".split())
_ALLOWING = frozenset("accept believe concede acknowledge admit agree recognise recognize grant allow think".split())
# Under a negation these say that it is so.
_AGAINST = frozenset(
    """deny dispute doubt reject rebut refute contest contradict question query exclude challenge disagree rule hide
    conceal forget mind oppose object""".split()
)
_LEFT_OPEN = frozenset((Stance.DENIES, Stance.REJECTS, Stance.NOT_CONFIRMED, Stance.DECLINED, Stance.NO_ANSWER))
_QUANTITIES = frozenset("all every everyone everybody everything many most both some each several always only".split())
_REASONS = frozenset("because since as if unless when".split())
_SHORT_FORMS = {"'ll": " will", "'ve": " have", "'re": " are", "'m": " am"}
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_FRONT = 12  # words before a noun of doubt that are kept
_NEAR = 4  # words before the cue's verb in which its negation is looked for


def names_a_matter(columns: Columns, setting: Setting) -> bool:
    """ "Voss, quoting a report, said ...", "asked about the fire, ...": what is quoted or asked about is no claim."""
    if setting.head is None or any(columns.finite(t) is not None for t in columns.tokens(setting.attribution.content)):
        return False
    quoting = setting.lemma in _QUOTING and columns.tag[setting.head] == "VBG"
    asked = setting.lemma in _PUT and columns.tag[setting.head] == "VBN" and not setting.source
    return quoting or asked


class Attitude(Enum):
    """What a cue does to the clause it brings."""

    PLAIN = "the clause is the claim"
    TURNED = "the clause, negated, is the claim"
    KEPT = "the claim is that somebody does not hold the clause"


def attitude_of(columns: Columns, setting: Setting) -> Attitude:
    """How the cue of an attribution stands to what it brings."""
    head = setting.head
    if head is None or not setting.cue or _is_a_stand(setting):
        return Attitude.PLAIN
    lemmas = {columns.lemma[t].lower() for t in setting.cue}
    words = {columns.lower[t] for t in setting.cue}
    negated = _negations(columns, setting, head)
    nobody = _nobody(columns, setting)
    if lemmas & _AGAINST and (negated or nobody):
        return Attitude.PLAIN
    if setting.lemma in _DOUBTING or words & _UNSURE or _is_doubt_told(columns, setting):
        return Attitude.KEPT
    if setting.lemma in _ASKING and _brings_question(columns, setting) and not setting.attribution.positions:
        return Attitude.KEPT
    if lemmas & _HELD_BACK and lemmas & _ALLOWING:
        return Attitude.KEPT
    if not negated and not nobody:
        return Attitude.PLAIN
    if setting.lemma in verbs.TELLING and _brings_question(columns, setting):
        return Attitude.PLAIN  # "would not say whether": left open
    plain_not = all(columns.lower[t] in ("not", "n't", "n’t") for t in negated)
    done = any(columns.lower[c] in _DO for c in columns.children[head] if columns.dep[c] == "aux")
    turns = negated and not nobody and plain_not and done and setting.lemma in _TURNING
    return Attitude.TURNED if turns else Attitude.KEPT


def _is_a_stand(setting: Setting) -> bool:
    """Whether the text gives the speaker a stand on his own words: "would not say whether ..."."""
    who = setting.attribution.speaker
    name = who.name if who is not None else None
    return any(p.stance in _LEFT_OPEN and p.party == name for p in setting.attribution.positions)


def _brings_question(columns: Columns, setting: Setting) -> bool:
    """ "Reporters asked whether he had met her": they do not say that he did."""
    first = next(iter(columns.tokens(setting.attribution.content)), None)
    return first is not None and columns.lower[first] in _QUESTIONS


def _is_doubt_told(columns: Columns, setting: Setting) -> bool:
    """ "New doubts arose about whether ...", "there are doubts that ...", "raised questions over whether ..."."""
    nouns = {columns.lemma[t].lower() for t in [*setting.source, *setting.cue] if columns.tag[t][:2] == "NN"}
    return bool(nouns & _DOUBTS)


def _negations(columns: Columns, setting: Setting, head: int) -> list[int]:
    """The words that negate the cue's verb or a verb it hangs under within the cue."""
    inside = set(setting.cue)
    found: list[int] = []
    for verb in sorted({head, *(t for t in setting.cue if columns.tag[t][:2] == "VB")}):
        near = [c for c in columns.children[verb] if verb - _NEAR <= c <= verb + 2]
        found += [c for c in near if columns.lower[c] in _NEGATIONS and columns.dep[c] in ("neg", "advmod")]
        found += [c for c in near if columns.lower[c] == "longer" and _is_negative(columns, c)]
        above = columns.head[verb]
        if columns.dep[verb] == "conj" and above not in inside and columns.is_negated(above):
            found += [c for c in columns.children[above] if columns.dep[c] == "neg" and _or_follows(columns, above)]
    found += [t for t in setting.cue if _is_negative(columns, t) and t not in found]
    return [t for t in found if t + 1 >= len(columns) or columns.lower[t + 1] not in _EVEN_MORE]


def _is_negative(columns: Columns, token: int) -> bool:
    """ "Not", "never"; "no longer"."""
    low = columns.lower[token]
    return low in _NEGATIONS or (low == "longer" and token > 0 and columns.lower[token - 1] == "no")


def _or_follows(columns: Columns, verb: int) -> bool:
    return any(columns.dep[c] == "cc" and columns.lower[c] in ("or", "nor") for c in columns.children[verb])


def _nobody(columns: Columns, setting: Setting) -> bool:
    """ "Nobody at the ministry believes", "few economists expect"; not "no fewer than 200 people say"."""
    if not setting.source or columns.lower[setting.source[0]] not in _NOBODY:
        return False
    return len(setting.source) < 2 or columns.lower[setting.source[1]] not in ("fewer", "less", "only", "other")


def can_be_negated(columns: Columns, units: list[Unit]) -> bool:
    """Whether a content is one plain clause into which a "not" can go without changing more than that."""
    if len(units) != 1:
        return False
    root, inside = units[0].root, set(units[0].tokens)
    carrier, subject = columns.finite(root), columns.subject(root)
    if carrier is None or subject is None or carrier not in inside or subject not in inside:
        return False
    if columns.is_negated(root) or columns.lower[carrier].replace("’", "'") == "'d":
        return False
    if {columns.lower[t] for t in [*columns.subtree(subject), *columns.children[root]]} & (_QUANTITIES | _NOBODY):
        return False
    if any(columns.dep[c] in ("conj", "parataxis") and c in inside for c in columns.children[root]):
        return False
    clauses = [c for c in columns.children[root] if columns.dep[c] == "advcl"]
    return not any(columns.lower[m] in _REASONS for c in clauses for m in columns.children[c])


def negate(columns: Columns, draft: Draft, root: int) -> None:
    """Put "not" into a clause for which `can_be_negated` holds. After its tenses are settled, before its references."""
    carrier = columns.finite(root)
    assert carrier is not None
    written = draft.replaced.get(carrier)
    word = written if written is not None else columns.word[carrier]
    if carrier != root and written == "":  # "had hidden" that has become "hid", "had been" that has become "was"
        been = next((t for t, new in draft.replaced.items() if new in ("was", "were")), None)
        if been is not None:
            draft.replaced[been] += " not"
        else:
            draft.replaced[root] = f"did not {columns.lemma[root]}"
        return
    short = word.strip().lower().replace("’", "'")
    if short == "'s":
        perfect = columns.tag[root] == "VBN" and columns.dep[carrier] == "aux"
        draft.replaced[carrier] = " has not" if perfect else " is not"
    elif short in _SHORT_FORMS:
        draft.replaced[carrier] = f"{_SHORT_FORMS[short]} not"
    elif short == "can":
        draft.replaced[carrier] = "cannot"
    elif carrier != root or columns.lemma[root] == "be":
        draft.replaced[carrier] = f"{word} not"
    else:
        helper = {"VBZ": "does", "VBP": "do"}.get(columns.tag[carrier], "did")
        draft.replaced[carrier] = f"{helper} not {columns.lemma[root]}"


def kept(columns: Columns, unit: Unit, setting: Setting) -> tuple[Unit, Proposition]:
    """The attitude and the clause as one claim: "Ruth Voss doubts that the dam will hold". Its spans hold the cue."""
    behind = bool(unit.tokens) and unit.tokens[-1] < setting.cue[0]
    noun = setting.head is not None and columns.tag[setting.head][:2] != "VB"
    if noun and not behind:
        # "there are doubts that x": the words of the sentence from the noun's clause on
        first = columns.sentence[setting.cue[0]]
        front = [t for t in range(first, setting.cue[0]) if columns.word[t][0].isalnum() or columns.tag[t] == "POS"]
        between = range(setting.cue[-1] + 1, unit.tokens[0] if unit.tokens else setting.cue[-1] + 1)
        order = [*front[-_FRONT:], *setting.cue, *between, *unit.tokens]
        said = Proposition(Draft(columns, list(dict.fromkeys(order))), unit.root, full=False)
    elif behind and setting.speaker is not None:
        cue = " ".join(columns.word[t] for t in setting.cue)
        draft = Draft(columns, list(unit.tokens), lead=f"{setting.speaker.words} {cue} that")
        said = Proposition(draft, setting.head if setting.head is not None else unit.root, full=False)
    else:
        said = whole(columns, unit, setting)
        if said.draft.lead and _nobody(columns, setting):
            span = columns.span(setting.source)  # "neither Holt nor Beck" is not Holt
            said.draft.lead = " ".join(columns.text[span.start : span.end].split())
    said.draft.replaced.update({t: "not" for t in setting.cue if columns.lower[t] == "nt"})
    return Unit(unit.root, sorted({*setting.cue, *unit.tokens}), others=unit.others), said


def deed_in_cue(columns: Columns, unit: Unit, setting: Setting) -> tuple[Unit, Proposition] | None:
    """ "Denied knowing that x": what is denied is that she knew; "admitted telling them that x" admits the telling."""
    head = setting.head
    if head is None or setting.speaker is None or setting.lemma not in verbs.OWN_DEED:
        return None
    deed = [t for t in setting.cue if t > head]
    if not deed or columns.tag[deed[0]] != "VBG" or not unit.tokens or unit.tokens[0] < deed[-1]:
        return None
    between = [t for t in range(deed[-1] + 1, unit.tokens[0]) if not columns.word[t].isspace()]
    tokens = [*deed, *between, *unit.tokens]
    draft = Draft(columns, tokens, lead=setting.speaker.words)
    if len(between) > _NEAR or not finite_from_gerund(
        columns, draft, tokens, plural=setting.speaker.plural, past_tense=setting.past
    ):
        return None
    return Unit(unit.root, tokens, others=unit.others), Proposition(draft, deed[0], Tense.PAST)
