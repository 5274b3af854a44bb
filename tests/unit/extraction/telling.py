"""A short text with its attributions, for the tests of speakers, positions and presentation."""

from __future__ import annotations

from claims.extraction import positions, presentation, speakers
from claims.extraction.types import Attribution, Presentation, Span
from tests.unit.extraction.reading import parsed


class Telling:
    """Collects attributions by their words; `near` says from which words on they are looked for."""

    def __init__(self, text: str, *, publisher: str | None = None, title: str | None = None) -> None:
        self.text = text
        self.publisher = publisher
        self.title = title
        self.attributions: list[Attribution] = []

    def said(self, source: str, cue: str, *content: str, near: str = "", parent: str | None = None) -> Telling:
        start = self.text.index(near) if near else 0
        spans = [self._find(piece, start) for piece in content]
        found = Attribution(
            id=f"a{len(self.attributions) + 1}",
            source=(self._find(source, start),) if source else (),
            cue=(self._find(cue, start),) if cue else (),
            content=tuple(spans),
            parent=parent,
            presentation=Presentation.ASSERTED if source else Presentation.HEARSAY,
        )
        self.attributions.append(found)
        return self

    def _find(self, piece: str, start: int) -> Span:
        at = self.text.find(piece, start)
        at = at if at >= 0 else self.text.index(piece)  # a quotation stands before its speaker
        return Span(at, at + len(piece))

    def read(self) -> list[Attribution]:
        doc = parsed(self.text)
        found = speakers.resolve(doc, self.attributions, title=self.title, publisher=self.publisher)
        return presentation.classify(doc, positions.attach(doc, found))

    def names(self) -> list[str | None]:
        return [a.speaker.name if a.speaker else None for a in self.read()]

    def stands(self, number: int = 0) -> list[tuple[str | None, str]]:
        return [(p.party, p.stance.value) for p in self.read()[number].positions]

    def put_as(self, number: int = 0) -> str:
        return self.read()[number].presentation.value


def text_of(told: Telling, spans: tuple[Span, ...]) -> list[str]:
    return [told.text[s.start : s.end] for s in spans]
