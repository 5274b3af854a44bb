"""A clause in the making, and the small changes of form that every way of making one shares."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import Draft
from claims.extraction.claimtexts.inflection import be, past, past_of_participle
from claims.extraction.claimtexts.units import Unit
from claims.extraction.types import Tense

_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})


@dataclass(slots=True)
class Proposition:
    """A clause ready for its references: its draft, its verb, and its tense where the rewriting has settled it."""

    draft: Draft
    root: int
    tense: Tense | None = None
    full: bool = True  # a proposition; else "who said what", kept whole
    negated: bool | None = None
    verbatim: bool = False  # a quotation that keeps its marks and its words


_NOMINATIVE = {"him": "he", "her": "she", "them": "they", "me": "I", "us": "we"}


def draft_of(columns: Columns, tokens: list[int], unit: Unit) -> Draft:
    return Draft(columns, [*unit.borrowed, *tokens])


def without_any(columns: Columns, draft: Draft, tokens: list[int]) -> None:
    """ "any records" under a denial is "records" in the proposition that is denied; "any deal" is "some deal"."""
    for token in tokens:
        if columns.lower[token] == "any" and columns.tag[token] == "DT":
            following = columns.lower[token + 1] if token + 1 < len(columns) else ""
            head = columns.head[token]
            draft.replaced[token] = "" if columns.tag[head] in ("NNS", "NNPS") or following == "such" else "some"
        elif columns.lower[token] == "ever":
            draft.leave_out(token)


def finite_from_gerund(columns: Columns, draft: Draft, deed: list[int], *, plural: bool, past_tense: bool) -> bool:
    """Turn "(not) hiding", "having hidden", "being" into a finite verb; False where it cannot be done."""
    at = 1 if columns.lower[deed[0]] == "not" else 0
    if at >= len(deed) or columns.tag[deed[at]] != "VBG":
        return False
    verb = deed[at]
    lemma = {"having": "have", "being": "be"}.get(columns.lower[verb], columns.lemma[verb].lower())
    if at:
        if lemma in ("be", "have"):
            return False
        draft.replaced[deed[0]] = "did not"
        draft.replaced[verb] = lemma
        return True
    if lemma == "have" and at + 1 < len(deed) and columns.tag[deed[at + 1]] == "VBN":
        participle = deed[at + 1]
        finite = (
            be(plural=plural, past_tense=True)
            if columns.lemma[participle] == "be"
            else past_of_participle(columns.word[participle])
        )
        if finite is None:
            return False
        draft.leave_out(verb)
        draft.replaced[participle] = finite
        return True
    if lemma == "be":
        draft.replaced[verb] = be(plural=plural, past_tense=past_tense)
        return True
    if columns.lower[verb] == lemma:
        return False
    draft.replaced[verb] = "lied" if lemma == "lie" and not _lies_somewhere(columns, deed, at) else past(lemma)
    return True


def _lies_somewhere(columns: Columns, deed: list[int], at: int) -> bool:
    """ "Lying in bed", "lying there" lay; "lying about the price", "lying to parliament" lied."""
    after = columns.lower[deed[at + 1]] if at + 1 < len(deed) else ""
    following = columns.lower[deed[at + 2]] if at + 2 < len(deed) else ""
    resting = following in ("bed", "wait", "hospital", "state", "ruins", "pieces")
    return resting if after == "in" else after in ("on", "down", "there", "beside", "under", "near", "still", "behind")


def verb_of(columns: Columns, tokens: list[int]) -> int:
    return next((t for t in tokens if columns.tag[t].startswith("VB")), tokens[0])


def top_level(columns: Columns, tokens: list[int], *words: str) -> int | None:
    """Index of the first preposition that hangs under the cue or the phrase's own head."""
    for n, token in enumerate(tokens):
        if n and columns.lower[token] in words and columns.tag[token] in ("IN", "RP", "TO"):
            return n
    return None


def is_nominal(columns: Columns, tokens: list[int]) -> bool:
    """A noun phrase: no finite verb in it, and not headed by a preposition."""
    if columns.tag[tokens[0]] in ("IN", "TO", "VBG", "RB", "WRB", "WP", "WDT", "MD"):
        return False
    return any(columns.tag[t] in _NOUN_TAGS or columns.tag[t] in ("PRP", "DT") for t in tokens)


def subject_case(columns: Columns, draft: Draft, token: int) -> None:
    """An object pronoun that becomes a subject: him -> he."""
    if columns.tag[token] == "PRP" and columns.lower[token] in _NOMINATIVE and token not in draft.replaced:
        draft.replaced[token] = _NOMINATIVE[columns.lower[token]]
