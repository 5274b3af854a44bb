"""A stand as its words put it: who takes it, in which clause, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extraction.casting.columns import Columns
from claims.extraction.casting.page import Page
from claims.extraction.casting.roles import PAPERS
from claims.extraction.stances import words as w
from claims.extraction.stances.clauses import clause_of, phrase_of, subject_of
from claims.extraction.types import Stance

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_CLAUSES = frozenset(("ccomp", "xcomp", "pcomp", "acl", "advcl"))
_ON = frozenset(("on", "to", "about", "upon", "with"))
_TAKES_ON = w.COMMENT | {"decline", "refuse", "disagree", "object", "draw", "contact", "approach"}


@dataclass(slots=True)
class Stand:
    """One party's stand as the words put it, before it is known which claim it answers."""

    stance: Stance
    verb: int  # token that carries it
    party: list[int]  # tokens that name the party; empty where nobody is named
    first: int  # tokens of the clause that says so, inclusive
    last: int
    object: int = -1  # head token of what is answered: "this", "claims", "emails"
    whole: bool = False  # "it all", "the allegations"
    anaphoric: bool = False  # "this", "any such undertaking"
    has_clause: bool = False  # says itself what is denied: "denies removing any records"
    about_claim: bool = False  # a noun for a claim is the object
    topic: list[int] = field(default_factory=list)  # tokens of the object phrase
    asked: list[int] = field(default_factory=list)  # tokens of what the questions were about
    verb_is_plain: bool = True  # "he denied it": the pronoun is the party; not in "said he had no recollection"
    brands: bool = False  # "called it a lie", "doubts this": no denial of its own content
    contrary: bool = False  # "said otherwise": the contrary of whatever was said


def stand_at(page: Page, verb: int, stance: Stance, inner: int = -1) -> Stand:
    """The stand at a verb: its party, its clause, what it answers."""
    columns = page.columns
    passive = any(columns.dep[c] == "auxpass" for c in columns.children[verb])
    subject = subject_of(columns, verb)
    if subject >= 0 and columns.lower[subject] == "it" and "possible" in columns.lower[max(0, verb - 4) : verb]:
        subject = -1
    party = (
        -1 if passive and stance in (Stance.DENIES, Stance.REJECTS, Stance.NOT_CONFIRMED, Stance.CONFIRMS) else subject
    )
    agent = next(
        (c for c in columns.children[verb] if columns.dep[c] == "agent" or (passive and columns.lower[c] == "by")), -1
    )
    if agent >= 0:
        party = next((c for c in columns.children[agent] if columns.dep[c] == "pobj"), party)
    if party >= 0 and columns.lower[party] in ("there", "this", "that", "it") and passive:
        party = -1
    tokens = phrase_of(page, party) if party >= 0 else []
    first, last = clause_of(page, verb, tokens)
    stand = Stand(stance, verb, tokens, first, last)
    _object(page, stand, inner if inner >= 0 else verb, subject if passive else -1)
    return stand


def _object(page: Page, stand: Stand, verb: int, passive_subject: int) -> None:
    """Note what is answered: the object of the verb, or of "on", "to" and "about" after it."""
    columns = page.columns
    target = passive_subject
    for child in columns.children[verb]:
        if columns.dep[child] in ("dobj", "attr", "dative") and child > verb and target < 0:
            target = child
        elif columns.dep[child] in _CLAUSES and child > verb and columns.dep[child] != "advcl":
            stand.has_clause = True
        elif (
            columns.dep[child] == "prep"
            and columns.lower[child] in _ON
            and target < 0
            and columns.lemma[verb] in _TAKES_ON
        ):
            target = next((c for c in columns.children[child] if columns.dep[c] == "pobj"), -1)
    if target < 0 and columns.lower[min(verb, len(columns) - 1)] in ("comment",):
        target = _after_preposition(columns, verb)
    following = page.after(verb)
    if _fronted(columns, stand.verb) or (
        following < len(page) and columns.lower[following] in ("this", "that", "it") and phrase_ends(page, following)
    ):
        stand.anaphoric = True
        if target < 0:
            target = following if columns.lower[min(following, len(page) - 1)] in w.ANAPHORS else -1
    if columns.lemma[stand.verb] == "disagree":
        stand.anaphoric = True
    _assured(page, stand, verb)
    if target < 0:
        return
    low, noun = columns.lower[target], columns.lemma[target].lower()
    if low in (
        "request",
        "requests",
        "calls",
        "call",
        "questions",
        "question",
        "message",
        "messages",
        "email",
        "inquiries",
    ) and columns.lemma[stand.verb] in ("respond", "reply", "return", "answer", "decline"):
        stand.asked = _asked(page, target)
        return
    stand.object = target
    stand.topic = phrase_of(page, target)
    inside = {columns.lower[k] for k in stand.topic}
    stand.anaphoric = stand.anaphoric or low in w.ANAPHORS or bool(inside & {"such", "this", "these", "that", "those"})
    stand.about_claim = noun in w.CLAIMS or is_paper(low)
    after = page.after(target)
    stand.whole = (
        low in w.PLURAL_CLAIMS
        or low in w.WHOLE
        or (low in w.ANAPHORS and after < len(page) and columns.lower[after] in w.WHOLE)
        or (bool(inside & {"all", "every", "any"}) and noun in w.CLAIMS | {"wrongdoing"})
    )
    if noun in w.CRIMES and columns.lemma[stand.verb] in w.DENY:
        stand.whole = True
    if low in ("wrongdoing", "involvement", "responsibility", "liability", "impropriety"):
        stand.about_claim = stand.whole = True


def _asked(page: Page, questions: int) -> list[int]:
    """The words after "about" or "on" in "questions about inspections"."""
    columns = page.columns
    for k in range(questions + 1, min(len(columns), questions + 4)):
        if columns.lower[k] in ("about", "on", "over", "regarding", "concerning"):
            noun = next((c for c in columns.children[k] if columns.dep[c] == "pobj"), -1)
            return phrase_of(page, noun) if noun >= 0 else []
    return []


def is_paper(low: str) -> bool:
    return low in PAPERS


def phrase_ends(page: Page, k: int) -> bool:
    """Whether "this" or "that" at k stands alone, not before a noun or clause."""
    columns = page.columns
    after = page.after(k)
    if after >= len(page) or page.sentence[after] != page.sentence[k]:
        return True
    return columns.tag[after] in (
        ",",
        ".",
        "CC",
        ":",
        "IN",
        "RB",
        "VBG",
        "DT",
        "''",
        "-LRB-",
        "HYPH",
        "VBD",
        "NFP",
    ) and not (columns.tag[after] in ("DT",) and columns.lower[after] not in w.WHOLE)


def _assured(page: Page, stand: Stand, verb: int) -> None:
    """ "would not say whether that was true", "... whether the email was genuine": asks about what was said before."""
    columns = page.columns
    for k in range(verb + 1, min(len(columns), verb + 14)):
        if page.sentence[k] != page.sentence[verb]:
            return
        if columns.lower[k] in ("whether", "if"):
            inner = range(k + 1, min(len(columns), k + 8))
            here = [m for m in inner if page.sentence[m] == page.sentence[k]]
            if any(columns.lower[m] in w.ASSURED for m in here) or _left_out(columns, here):
                stand.anaphoric, stand.has_clause = True, False
                subject = next((m for m in inner if columns.dep[m] in _SUBJECTS), -1)
                if subject >= 0:
                    stand.object = subject
                    stand.topic = [subject]
            return


def _left_out(columns: Columns, words: list[int]) -> bool:
    """ "Whether it had", "whether he did": the verb was said before."""
    said = [m for m in words if columns.word[m][:1].isalnum()]
    return len(said) == 2 and columns.tag[said[0]] == "PRP" and columns.lemma[said[1]] in ("have", "do", "be", "will")


def is_definite(page: Page, stand: Stand) -> bool:
    """Whether the object is one that was spoken of: "the swap", "Lindqvist's account", not "a date" or "two cases"."""
    columns = page.columns
    inside = [columns.lower[k] for k in stand.topic]
    return (
        bool({"the", "this", "that", "his", "her", "their", "its", "these", "those"} & set(inside))
        or "'s" in inside
        or "’s" in inside
    )


def is_pointed(page: Page, stand: Stand) -> bool:
    """Whether what is answered stands with "the" or a possessive: it was spoken of before."""
    inside = {page.columns.lower[k] for k in stand.topic}
    return bool(inside & {"the", "his", "her", "its", "their"})


def _fronted(columns: Columns, verb: int) -> bool:
    """ "which Serbian officials dispute", "something the firm denies"."""
    relative = next((c for c in columns.children[verb] if columns.lower[c] == "which" and c < verb), -1)
    if relative >= 0:
        return columns.dep[relative] not in _SUBJECTS
    return (
        columns.dep[verb] == "relcl"
        and not any(columns.dep[c] == "dobj" for c in columns.children[verb])
        and not any(columns.lower[c] in ("who", "that") for c in columns.children[verb])
    )


def _after_preposition(columns: Columns, verb: int) -> int:
    for k in range(verb + 1, min(len(columns), verb + 3)):
        if columns.lower[k] in ("on", "about"):
            return next((c for c in columns.children[k] if columns.dep[c] == "pobj"), -1)
    return -1
