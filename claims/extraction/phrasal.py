"""Verbs that bring somebody's words with a second word of theirs: described it *as*, put it *at*, let them *know*.

What they bring stands in two places, the thing and what is said of it, so that the object alone would be half of it.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from claims.extraction.branches import cue_of, opens_clause, subject_of, subtree
from claims.extraction.drafts import Draft


def phrasal_draft(verb: Token, lemma: str) -> Draft | None:
    """The attribution of such a verb; None for others, and where the second word or a source is missing."""
    second = second_part(verb, lemma)
    source = subject_of(verb)
    if second is None or not source or any(c.dep_ == "auxpass" for c in verb.children):
        return None
    first = [] if lemma == "let" else [i for c in verb.children if c.dep_ == "dobj" for i in subtree(c)]
    cue = [*cue_of(verb), second.head.i] if lemma == "let" else cue_of(verb)
    content = tuple(sorted({*first, *subtree(second)} - {*cue, *source}))
    return Draft(tuple(cue), tuple(source), content, lemma, "tree: verb", 0.6)


def second_part(verb: Token, lemma: str) -> Token | None:
    """Where the second part of what the verb brings begins in the parse; None for other verbs and where it has none."""
    found = _SECOND.get(lemma)
    return found(verb) if found is not None else None


def made_clear(clear: Token) -> Token | None:
    """The clause of "had made clear that cuts were coming", "made it clear that ..."."""
    if clear.head.lemma_ != "make" or clear.dep_ not in ("acomp", "oprd", "ccomp"):
        return None
    behind = (c for t in (clear, clear.head) for c in t.children if c.i > clear.i)
    return next((c for c in behind if c.dep_ in ("ccomp", "csubj", "advcl") and opens_clause(c)), None)


def made_clear_draft(clear: Token) -> Draft | None:
    """The attribution of "owners had made clear that ..."."""
    clause, source = made_clear(clear), subject_of(clear.head)
    if clause is None or not source:
        return None
    cue = (*cue_of(clear.head), clear.i)
    return Draft(cue, tuple(source), tuple(subtree(clause)), "make clear", "tree: made clear", 0.6)


def _as_what(verb: Token) -> Token | None:
    """ "Described it | as a forgery"."""
    thing = any(c.dep_ == "dobj" for c in verb.children)
    return next((c for c in verb.children if thing and c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i), None)


def _at_what(verb: Token) -> Token | None:
    """ "Put the number of dead | at 300"."""
    return next((c for c in _prepositions(verb, "at") if any(t.like_num for t in c.subtree)), None)


def _of_what(verb: Token) -> Token | None:
    """ "Accused them | of shelling the plant"."""
    return next(iter(_prepositions(verb, "of")), None)


def _know_what(verb: Token) -> Token | None:
    """ "Let them know | that the ban would be lifted"."""
    know = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.lemma_ == "know"), None)
    return next((c for c in know.children if c.dep_ == "ccomp"), None) if know is not None else None


def _prepositions(verb: Token, word: str) -> list[Token]:
    """Those of this word under the verb or its object, which a parse mixes up; none where there is no object."""
    things = [c for c in verb.children if c.dep_ == "dobj"]
    if not things:
        return []
    return [c for t in (verb, *things) for c in t.children if c.dep_ == "prep" and c.lower_ == word]


_SECOND: dict[str, Callable[[Token], Token | None]] = {
    "accuse": _of_what,
    "describe": _as_what,
    "let": _know_what,
    "put": _at_what,
}
