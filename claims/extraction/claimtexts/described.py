"""Definite descriptions in a claim: "the company", "the minister", "the bill", and "sales" of whose they are."""

from __future__ import annotations

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.nouns import Nouns
from claims.extraction.claimtexts.people import BODY_NOUNS, People, Referent, subject_from
from claims.extraction.claimtexts.setting import Subject
from claims.extraction.types import SpeakerKind

_LIMITING = frozenset({"prep", "relcl", "appos", "acl", "conj"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
# What every body of a kind has one of, or all of: said of the body that the text is about.
_ITS_OWN = frozenset(
    """board management headquarters workforce staff shareholders squad sales profit profits revenue revenues turnover
    earnings shares bondholders customers factories""".split()
)
_ITS_OWN_BARE = frozenset("sales profit profits revenue revenues turnover earnings shares management".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MODIFIERS = frozenset({"amod", "compound", "nmod"})


class Descriptions:
    """Says whom or what a noun phrase without a name means; None where that is not sure."""

    def __init__(self, columns: Columns, people: People, nouns: Nouns) -> None:
        self._columns = columns
        self._people = people
        self._nouns = nouns

    def article(self, token: int) -> int | None:
        """The "the" or "this" of a noun that nothing behind it limits."""
        columns = self._columns
        article = columns.child(token, "det")
        if article is None or columns.lower[article] not in _POINTING or article > token:
            return None
        if any(columns.dep[c] in _LIMITING for c in columns.children[token]):
            return None
        if token + 1 < len(columns) and columns.tag[token + 1] in _NAME_TAGS:
            return None
        return article

    def somebody(self, article: int, token: int) -> Referent | None:
        """The person or body that "the minister", "the company" means."""
        columns = self._columns
        if columns.lower[article] != "the":
            return None
        found = self._people.description(list(range(article, token + 1)))
        if found is None:
            return None
        one_person = found.kind is SpeakerKind.PERSON and not found.plural and "&" not in found.words
        return None if one_person and columns.tag[token] == "NNS" else found

    def something(self, article: int, token: int) -> Subject | None:
        """ "The memo" as "the memo dated March 3"."""
        if token != article + 1 or self._columns.lower[token] in BODY_NOUNS:
            return None
        return self._nouns.fuller(token)

    def owner(self, token: int, first: int | None) -> Subject | None:
        """Whose "sales" or "the board" is: the body that the text is about, if there is just one.

        `first` is the article's token, None for a noun without one.
        """
        columns = self._columns
        noun = columns.lower[token]
        if noun not in (_ITS_OWN if first is not None else _ITS_OWN_BARE):
            return None
        if first is None and (
            columns.dep[token] not in _SUBJECTS
            or any(columns.dep[c] in ("det", "poss") for c in columns.children[token])
        ):
            return None
        if any(columns.dep[c] in _LIMITING | {"poss", "nummod"} for c in columns.children[token]):
            return None
        if any(columns.dep[c] in _MODIFIERS and columns.tag[c] in _NAME_TAGS for c in columns.children[token]):
            return None
        body = self._people.main_body()
        return subject_from(body) if body is not None else None
