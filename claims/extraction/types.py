"""What extraction hands out: frozen values, no framework, no database.

All offsets are Python string indices (Unicode code points) into the text exactly as it was given, end
exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.enums import Presentation, SpeakerKind, Speech, Stance, Tense

__all__ = [
    "Attribution",
    "Claim",
    "Extraction",
    "Position",
    "Presentation",
    "Reason",
    "Resolution",
    "Span",
    "Spans",
    "Speaker",
    "SpeakerKind",
    "Speech",
    "Stance",
    "Tense",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters start..end (exclusive) of the text."""

    start: int
    end: int


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a literal span means, and why we think so."""

    name: str  # canonical: "Vladimir Putin", "Government of Russia", "some critics (unnamed)"
    kind: SpeakerKind
    reason: str  # "full name", "surname of", "pronoun: nearest subject", "metonym: Moscow" ...
    confidence: float  # 0-1
    description: str = ""  # the office or role the text gives: "US special envoy"


@dataclass(frozen=True, slots=True)
class Position:
    party: str | None  # canonical name; None when the text names nobody ("could not be verified")
    stance: Stance
    span: Span  # the words that say so
    party_spans: Spans = ()  # the words that name the party
    resolution: Resolution | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: source span, cue span, content span, and what was made of them."""

    id: str
    source: Spans
    cue: Spans
    content: Spans
    parent: str | None = None  # id of the attribution whose content this one stands in
    presentation: Presentation = Presentation.ASSERTED
    contested_by: Spans = ()
    speaker: Resolution | None = None
    positions: tuple[Position, ...] = ()
    speech: Speech = Speech.INDIRECT
    cue_lemma: str = ""
    rule: str = ""  # the rule or model that found it
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim deserves a reviewer's time, in words a person reads: "quantity", "names a state"."""

    label: str
    weight: float  # signed share in the score


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition that stands by itself."""

    text: str
    span: Span  # outer extent of where it was found
    spans: Spans  # the pieces
    attribution: str | None  # id, or None for the article's own voice
    score: float  # check-worthiness, 0-1
    reasons: tuple[Reason, ...] = ()
    presentation: Presentation = Presentation.ASSERTED
    tense: Tense | None = None
    negated: bool = False
    condition: Span | None = None
    about: tuple[str, ...] = ()  # canonical names of whom the claim is about, main one first
    certainty: float | None = None  # -3 certainly not ... +3 certainly
    rule: str = ""  # the rule or model that found it
    cue: str = ""  # lemma of the word for saying
    path: str = ""  # through the sentence: "noted > ccomp > agreed"; for own voice the signs: "number, name"
    confidence: float = 1.0  # 0-1


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody the article lets speak or stand somewhere, with every name it uses for them."""

    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one text. Same text and same pipeline version: the same bytes."""

    pipeline_version: str
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    paragraphs: int = 0
    warnings: tuple[str, ...] = field(default=())  # "language not supported: fr", "one sentence cut into parts"
