"""Who owns which quotation marks: decides whom "I" means and which marks a claim keeps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.setting import Subject, subject_of
from claims.extraction.types import Attribution, Speech

_FIRST = frozenset({"i", "we", "my", "our", "us", "me"})


class Quoting:
    """The quoted stretches of a text and the attributions around them."""

    def __init__(self, columns: Columns, attributions: Sequence[Attribution]) -> None:
        self._columns = columns
        self._by_id = {a.id: a for a in attributions}
        self._children: dict[str, list[Attribution]] = {}
        for a in attributions:
            if a.parent is not None:
                self._children.setdefault(a.parent, []).append(a)
        self._starts = [start for start, _ in columns.quoted]
        self._subjects: dict[str, Subject | None] = {}

    def is_quoted(self, token: int) -> bool:
        return self._region(token) is not None

    def _region(self, token: int) -> tuple[int, int] | None:
        at = self._columns.start[token]
        n = bisect_right(self._starts, at) - 1
        if n >= 0 and at < self._columns.quoted[n][1]:
            return self._columns.quoted[n]
        return None

    def owns(self, attribution: Attribution, token: int) -> bool:
        """Whether the quotation around a content's first token is this attribution's, not somebody's around it."""
        region = self._region(token)
        return region is None or _opens_in(attribution, region)

    def speaker_at(self, token: int, attribution: Attribution | None) -> Subject | None:
        """Whom "I" means: the speaker of the innermost attribution whose content holds the quotation's beginning."""
        if attribution is None:
            return None
        region = self._region(token)
        chain = self._chain(attribution)
        if region is not None:
            around = [link for link in [*chain, *self._below(attribution)] if _opens_in(link, region)]
            if around:
                return self._subject(min(around, key=_length))
        direct = [link for link in chain if link.speech is not Speech.INDIRECT]
        if region is not None and direct:
            return self._subject(direct[-1])
        outer = chain[-1]
        says_i = any(self._columns.lower[t] in _FIRST for t in self._columns.tokens(outer.source))
        return None if says_i else self._subject(outer)

    def _chain(self, attribution: Attribution) -> list[Attribution]:
        chain: list[Attribution] = []
        link: Attribution | None = attribution
        while link is not None and link not in chain:
            chain.append(link)
            link = self._by_id.get(link.parent) if link.parent is not None else None
        return chain

    def _below(self, attribution: Attribution) -> list[Attribution]:
        """Attributions inside this one's content."""
        found: list[Attribution] = []
        waiting = [attribution.id]
        while waiting:
            for child in self._children.get(waiting.pop(), ()):
                if child not in found and child is not attribution:
                    found.append(child)
                    waiting.append(child.id)
        return found

    def around(self, attribution: Attribution) -> list[Attribution]:
        """The attributions in whose content it stands, the nearest first."""
        return self._chain(attribution)[1:]

    def parent(self, attribution: Attribution) -> Attribution | None:
        return self._by_id.get(attribution.parent) if attribution.parent is not None else None

    def _subject(self, attribution: Attribution) -> Subject | None:
        if attribution.id not in self._subjects:
            source = self._columns.tokens(attribution.source)
            self._subjects[attribution.id] = subject_of(self._columns, attribution, source)
        return self._subjects[attribution.id]

    def is_kept(self, token: int, attribution: Attribution | None) -> bool:
        """A mark stays where it opens or closes the words of somebody quoted inside this content."""
        if attribution is None:
            return True
        at = self._columns.start[token]
        for child in self._children.get(attribution.id, ()):
            if child.speech is Speech.DIRECT and any(s.start - 2 <= at <= s.end + 1 for s in child.content):
                return not any(s.start <= at < s.end and _covers(attribution, child) for s in child.content)
        return False


def is_script(columns: Columns, attribution: Attribution) -> bool:
    """ "CASTELLAN: We have cash": a line of a transcript or interview, with no verb of saying."""
    return not any(columns.word[t][0].isalnum() for t in columns.tokens(attribution.cue))


def _opens_in(attribution: Attribution, region: tuple[int, int]) -> bool:
    return any(s.start <= region[0] + 1 and region[0] < s.end for s in attribution.content)


def _length(attribution: Attribution) -> int:
    return sum(s.end - s.start for s in attribution.content)


def _covers(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner content is nearly the whole outer one: then its marks are the outer's own."""
    return _length(inner) > 0.9 * _length(outer)
