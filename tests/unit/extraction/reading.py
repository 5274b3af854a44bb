"""Parsed texts and hand-made attributions for the tests of claim texts."""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.document import PREPARED_KEY, prepare
from claims.extraction.model import load_model
from claims.extraction.types import Attribution, Presentation, Resolution, Span, SpeakerKind, Speech


@cache
def model() -> Language:
    return load_model(None)


def parsed(text: str) -> Doc:
    """The text as the pipeline hands it to the stages behind the parser."""
    prepared = prepare(text)
    doc = model()(prepared.shadow)
    doc.user_data[PREPARED_KEY] = prepared
    return doc


def spans(text: str, *pieces: str) -> tuple[Span, ...]:
    """Where the pieces stand, each searched behind the one before."""
    found, at = [], 0
    for piece in pieces:
        start = text.index(piece, at)
        at = start + len(piece)
        found.append(Span(start, at))
    return tuple(found)


def said(
    text: str,
    source: str,
    cue: str,
    *content: str,
    speaker: str | None = None,
    kind: SpeakerKind = SpeakerKind.PERSON,
    speech: Speech = Speech.INDIRECT,
    parent: str | None = None,
    id: str = "a1",
    presentation: Presentation = Presentation.ASSERTED,
    description: str = "",
) -> Attribution:
    """An attribution whose spans are given as words of the text."""
    who = Resolution(speaker, kind, "told by the test", 1.0, description) if speaker else None
    return Attribution(
        id=id,
        source=spans(text, source) if source else (),
        cue=spans(text, cue) if cue else (),
        content=spans(text, *content),
        parent=parent,
        presentation=presentation,
        speaker=who,
        speech=speech,
    )
