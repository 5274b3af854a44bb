"""A parsed text as plain lists, with the questions that the writing of claims asks of its parse."""

from __future__ import annotations

from dataclasses import dataclass, fields

from spacy.tokens import Doc

from claims.extraction.casting import columns as words
from claims.extraction.casting.page import page_of
from claims.extraction.document import PREPARED_KEY, Prepared, prepare
from claims.extraction.markup import glued, is_parted, whole_end
from claims.extraction.types import Span, Spans

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_AUXILIARIES = frozenset({"aux", "auxpass"})


@dataclass(slots=True)
class Columns(words.Columns):
    """The columns that the cast reads, and the questions of grammar that writing a claim asks.

    Here `entity` says "PERSON", "ORG", "GPE" as the cast of the text knows them, "" elsewhere.
    """

    text: str
    quoted: list[tuple[int, int]]  # characters inside quotation marks, without the marks
    markup: Spans
    given: str  # with its markup
    glued: frozenset[int]  # offsets at which a word goes on behind markup

    def span(self, tokens: list[int]) -> Span:
        """The characters from the first to the last of the tokens (which are in text order)."""
        return Span(self.start[tokens[0]], whole_end(self.markup, self.end[tokens[-1]]))

    def is_parted(self, before: int, after: int) -> bool:
        """Whether markup stands between two tokens."""
        return bool(self.markup) and is_parted(self.given, self.markup, self.end[before], self.start[after])

    def finite(self, verb: int) -> int | None:
        """The token that carries the tense of a verb: an auxiliary before it, or the verb itself."""
        for child in self.children[verb]:
            if child >= verb:
                break
            if self.dep[child] in _AUXILIARIES and self.tag[child] in _FINITE:
                return child
        if self.tag[verb] in _FINITE:
            return verb
        # A questions' auxiliary may be missing and a past tense may be taken for a participle.
        if self.tag[verb] == "VBN" and self.subject(verb) is not None and not self.has(verb, _AUXILIARIES):
            return verb
        return None

    def subject(self, verb: int) -> int | None:
        """The head token of a verb's own subject; of two, the one next to the verb ("which Trump set")."""
        found = None
        for child in self.children[verb]:
            if self.dep[child] in _SUBJECTS and (found is None or child < verb):
                found = child
        return found

    def has(self, token: int, deps: frozenset[str]) -> bool:
        return any(self.dep[c] in deps for c in self.children[token])

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of the dependencies."""
        return next((c for c in self.children[token] if self.dep[c] in deps), None)

    def subtree(self, token: int) -> list[int]:
        """The token and everything below it, in text order."""
        found, waiting = [], [token]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting.extend(self.children[at])
        return sorted(found)

    def is_negated(self, verb: int) -> bool:
        return any(self.dep[c] == "neg" for c in self.children[verb])


def read(doc: Doc) -> Columns:
    """The columns of a parsed document; the lists are those that the cast reads too."""
    base = page_of(doc).columns
    prepared = doc.user_data.get(PREPARED_KEY)
    prepared = prepared if isinstance(prepared, Prepared) else prepare(doc.text)
    shared = {field.name: getattr(base, field.name) for field in fields(base)}
    return Columns(
        **shared,
        text=doc.text,
        quoted=[(q.start, q.end) for q in prepared.quotations],
        markup=prepared.markup,
        given=prepared.text,
        glued=glued(prepared.text, prepared.markup),
    )
