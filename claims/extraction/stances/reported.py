"""The attributions of a text as the stands see them: who speaks, who is spoken of, what stands inside what."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from claims.extraction.casting.cast import Entity
from claims.extraction.casting.columns import Columns
from claims.extraction.casting.page import Page
from claims.extraction.casting.pronouns import PRONOUNS
from claims.extraction.casting.resolver import Resolver
from claims.extraction.casting.roles import BODIES, PEOPLE
from claims.extraction.stances import words as w
from claims.extraction.types import Attribution

_CARRYING = frozenset(("NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "CD", "JJ"))


def matter_of(columns: Columns, tokens: list[int]) -> set[str]:
    """Lemmas of the words among the tokens that carry a matter."""
    return {columns.lemma[k].lower() for k in tokens if columns.tag[k] in _CARRYING} - w.COMMON


@dataclass(slots=True)
class Told:
    """An attribution as this step needs it."""

    number: int
    at: int  # its first token
    cue: list[int]
    sentence: int  # of the cue
    ends: int  # the last sentence of cue and content
    line: int
    parent: int
    content: list[int]
    source: list[int]
    speaker: Entity | None
    children: list[int] = field(default_factory=list)


class Reported:
    """All attributions of a text in its order, and who speaks in them and who is spoken of."""

    def __init__(self, resolver: Resolver, attributions: list[Attribution], speakers: list[Entity | None]) -> None:
        self.resolver = resolver
        self.page: Page = resolver.page
        place = {a.id: n for n, a in enumerate(attributions)}
        self.told = [self._told(n, a, place, speakers[n]) for n, a in enumerate(attributions)]
        for t in self.told:
            if t.parent >= 0:
                self.told[t.parent].children.append(t.number)
        self.roots = sorted((t for t in self.told if t.parent < 0), key=lambda t: (t.at, t.number))
        self._starts = [t.at for t in self.roots]
        self._about: dict[int, set[Entity]] = {}
        self._matter: dict[int, set[str]] = {}
        self.rejoinders: set[int] = set()  # attributions that only call another one false: set by the caller
        self._holding: dict[int, list[int]] = {}
        for t in self.told:
            for k in t.content:
                self._holding.setdefault(k, []).append(t.number)
        self.rarity = Counter(lemma for root in self.roots for lemma in self.matter(root))
        self.by_cue = {k: t for t in reversed(self.told) for k in t.cue}

    def _told(self, n: int, a: Attribution, place: dict[str, int], speaker: Entity | None) -> Told:
        page = self.page
        cue, content, source = page.tokens(a.cue), page.tokens(a.content), page.tokens(a.source)
        every = [*cue, *content, *source] or [0]
        anchor = (cue or source or content or [0])[0]
        parent = place.get(a.parent, -1) if a.parent is not None else -1
        parent = -1 if parent == n else parent
        sentence, line = (page.sentence[anchor], page.line[anchor]) if len(page) else (0, 0)
        ends = max(page.sentence[k] for k in every) if len(page) else 0
        return Told(n, min(every), cue, sentence, ends, line, parent, content, source, speaker)

    def before(self, token: int) -> list[Told]:
        """Outer attributions that begin before the token, the nearest first."""
        return self.roots[max(0, bisect_left(self._starts, token) - 40) : bisect_left(self._starts, token)][::-1]

    def after(self, token: int) -> list[Told]:
        low = bisect_left(self._starts, token)
        return self.roots[low : low + 6]

    def root_of(self, told: Told) -> Told:
        """The outermost attribution that holds this one."""
        for _ in range(len(self.told)):
            if told.parent < 0:
                break
            told = self.told[told.parent]
        return told

    def matter(self, told: Told) -> set[str]:
        """Lemmas of the words of its content that carry a matter."""
        known = self._matter.get(told.number)
        if known is None:
            known = self._matter[told.number] = matter_of(self.page.columns, told.content[:120])
        return known

    def holding(self, token: int) -> list[Told]:
        """Attributions in whose content the token stands."""
        return [self.told[n] for n in self._holding.get(token, ())]

    def family(self, told: Told) -> list[int]:
        """An attribution and all that stand inside it."""
        found, waiting = [], [told.number]
        while waiting:
            n = waiting.pop()
            if n not in found:
                found.append(n)
                waiting.extend(self.told[n].children)
        return found

    def about(self, told: Told) -> set[Entity]:
        """Who is spoken of in the content, and who speaks inside it."""
        known = self._about.get(told.number)
        if known is None:
            known = self._about[told.number] = self._mentioned(told.content, told.speaker)
            known |= {s for n in self.family(told)[1:] if (s := self.told[n].speaker) is not None}
        return known

    def _mentioned(self, tokens: list[int], speaker: Entity | None) -> set[Entity]:
        columns, at = self.page.columns, self.resolver.cast.at
        found: set[Entity] = set()
        for k in tokens[:80]:
            if k in at:
                found.add(at[k])
                if at[k].is_place and columns.tag[k] != "JJ" and (named := self.resolver.meaning([k])) is not None:
                    found.add(named.entity)
                continue
            low = columns.lower[k]
            start = k
            if low in PRONOUNS and (
                low not in ("it", "that", "this", "which", "you") or (low == "you" and self.page.turns)
            ):
                pass
            elif (low in PEOPLE or low in BODIES) and columns.tag[k] in ("NN", "NNS"):
                while start > 0 and columns.tag[start - 1] in ("NN", "JJ", "JJS", "NNP", "DT", "PRP$", "POS"):
                    start -= 1
                    if columns.tag[start] in ("DT", "PRP$"):
                        break
                if columns.tag[start] not in ("DT", "PRP$") and "POS" not in columns.tag[start:k]:
                    continue
            else:
                continue
            meant = self.resolver.meaning(list(range(start, k + 1)), speaker)
            if meant is not None:
                found.add(meant.entity)
        return found
