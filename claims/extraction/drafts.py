"""An attribution while it is being found: token indexes, before they become characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from claims.extraction.document import Prepared
from claims.extraction.markup import is_parted, whole_end
from claims.extraction.quotations import Quotation
from claims.extraction.types import Attribution, Presentation, Span, Spans, Speech

DIRECT_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Draft:
    """Who says what, in token indexes of one doc (sorted). `parent` is the index of another draft in the same list."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    cue_lemma: str
    rule: str
    confidence: float = 1.0
    parent: int | None = None
    hearsay: bool = False


def to_attributions(doc: Doc, prepared: Prepared, drafts: Sequence[Draft]) -> list[Attribution]:
    """Attributions in order of their first character, with ids `a1`, `a2` ... and parents by id."""
    spans = [tuple(_spans(doc, prepared, part) for part in (d.source, d.cue, d.content)) for d in drafts]
    firsts = [min((span.start for part in three for span in part), default=0) for three in spans]
    order = sorted(range(len(drafts)), key=lambda n: (firsts[n], n))
    ids = {n: f"a{position}" for position, n in enumerate(order, 1)}
    quoted = _Quoted(prepared.quotations)
    found = []
    for n in order:
        draft, (source, cue, content) = drafts[n], spans[n]
        attribution = Attribution(
            id=ids[n],
            source=source,
            cue=cue,
            content=content,
            parent=ids[draft.parent] if draft.parent is not None else None,
            presentation=Presentation.HEARSAY if draft.hearsay else Presentation.ASSERTED,
            speech=quoted.speech(prepared.plain, content),
            cue_lemma=draft.cue_lemma,
            rule=draft.rule,
            confidence=round(draft.confidence, 3),
        )
        found.append(attribution)
    return found


def without(drafts: Sequence[Draft], dropped: Iterable[int]) -> list[Draft]:
    """The drafts without those at the `dropped` indexes; parents keep pointing at the right one, or at none."""
    gone = set(dropped)
    kept = [n for n in range(len(drafts)) if n not in gone]
    place = {n: position for position, n in enumerate(kept)}
    return [
        replace(drafts[n], parent=place.get(drafts[n].parent) if drafts[n].parent is not None else None)  # type: ignore[arg-type]
        for n in kept
    ]


def _spans(doc: Doc, prepared: Prepared, tokens: tuple[int, ...]) -> Spans:
    """Runs of neighbouring tokens as characters; runs that only white space parts are one. Markup parts them."""
    runs: list[list[int]] = []
    for index in tokens:
        token = doc[index]
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token)
        if (
            runs
            and not prepared.shadow[runs[-1][1] : start].strip()
            and "\n" not in prepared.shadow[runs[-1][1] : start]
            and not (prepared.markup and is_parted(prepared.text, prepared.markup, runs[-1][1], start))
        ):
            runs[-1][1] = end
        else:
            runs.append([start, end])
    trimmed = (_trimmed(prepared.plain, start, end) for start, end in runs)
    return tuple(Span(start, whole_end(prepared.markup, end)) for start, end in trimmed if start < end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without commas, dashes and blanks at the edges; nothing when no letter or digit is left."""
    if not any(c.isalnum() for c in text[start:end]):
        return (start, end) if text[start:end] == ":" else (start, start)
    while start < end and text[start] in " ,;:–—-\u00a0\u200b.":
        start += 1
    while end > start and text[end - 1] in " ,;:–—-\u00a0\u200b":
        end -= 1
    return start, end


class _Quoted:
    """How much of a span stands inside quotation marks."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._quotations = quotations
        self._starts = [q.start for q in quotations]

    def speech(self, text: str, content: Spans) -> Speech:
        from bisect import bisect_right

        total = inside = 0
        for span in content:
            total += sum(map(str.isalnum, text[span.start : span.end]))
            n = max(0, bisect_right(self._starts, span.start) - 1)
            while n < len(self._quotations) and self._quotations[n].start < span.end:
                low = max(span.start, self._quotations[n].start)
                high = min(span.end, self._quotations[n].end)
                inside += sum(map(str.isalnum, text[low:high])) if low < high else 0
                n += 1
        if total and inside >= DIRECT_SHARE * total:
            return Speech.DIRECT
        return Speech.MIXED if inside else Speech.INDIRECT
