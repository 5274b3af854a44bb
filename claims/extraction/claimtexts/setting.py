"""What stands around a content: who speaks, with which verb, in which tense, in whose quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extraction.casting.places import STATES
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.types import Attribution, SpeakerKind, Speech

_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_PLURAL_WORDS = frozenset(
    {
        "they",
        "them",
        "we",
        "us",
        "these",
        "those",
        "both",
        "some",
        "many",
        "several",
        "few",
        "most",
        "others",
        "people",
        "police",
    }
)
_POINTING = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$"})
_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT})
_COMMON = """
government ministry office party union association agency authority federation commission committee department institute
league foundation bureau corps alliance confederation
"""
_COMMON_NOUNS = frozenset(_COMMON.split())
_PAST_MODALS = frozenset({"would", "could", "might", "'d", "’d"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Words for whoever acts or speaks, fit to stand at the head of a sentence."""

    words: str
    plural: bool = False
    name: str | None = None  # canonical, where there is one
    kind: SpeakerKind | None = None
    gender: str = ""  # "m", "f" or unknown
    body: str = ""  # the body a person speaks for: "SINAT" of "SINAT leader Teresa Vilar"

    def possessive(self, text: str) -> str:
        """ "Frostline's", "the unions’"; with the apostrophe that the text uses. A government's is its state's."""
        words = self.words
        if self.kind is SpeakerKind.GOVERNMENT:
            words = words.removeprefix("the ").removeprefix("Government of ")
        mark = "’" if "’" in text else "'"
        return words + (mark if self.plural and words.endswith("s") else f"{mark}s")


@dataclass(slots=True)
class Setting:
    attribution: Attribution
    cue: list[int]
    source: list[int]
    head: int | None  # the cue's head token
    lemma: str
    past: bool  # told in a past tense: the content's tenses may be shifted back
    quoted: bool  # direct speech: tenses and wording are the speaker's own
    speaker: Subject | None


def setting_of(columns: Columns, attribution: Attribution) -> Setting:
    """Read the frame of one attribution."""
    cue = columns.tokens(attribution.cue)
    source = columns.tokens(attribution.source)
    inside = set(cue)
    head = next((t for t in cue if columns.head[t] not in inside or columns.head[t] == t), None)
    if head is not None and not columns.tag[head].startswith("VB"):
        head = next(
            (t for t in cue if columns.tag[t].startswith("VB") and columns.dep[t] not in ("aux", "auxpass")), head
        )
    lemma = columns.lemma[head].lower() if head is not None else attribution.cue_lemma
    return Setting(
        attribution=attribution,
        cue=cue,
        source=source,
        head=head,
        lemma=lemma,
        past=head is not None and is_past(columns, head),
        quoted=attribution.speech is Speech.DIRECT,
        speaker=subject_of(columns, attribution, source),
    )


def is_past(columns: Columns, verb: int) -> bool:
    """Whether a verb (or the one it hangs under, for participles and nouns) is told in a past tense."""
    for _ in range(6):
        carrier = columns.finite(verb)
        if carrier is not None:
            if columns.tag[carrier] in ("VBD", "VBN"):
                return True
            return columns.tag[carrier] == "MD" and columns.lower[carrier] in _PAST_MODALS
        if columns.head[verb] == verb:
            return False
        verb = columns.head[verb]
    return False


def subject_of(columns: Columns, attribution: Attribution, source: list[int]) -> Subject | None:
    """The speaker's canonical name; for the nameless the words of the text itself."""
    who = attribution.speaker
    if who is not None and who.kind is not SpeakerKind.UNNAMED:
        name = with_article(who.name)
        if who.kind is SpeakerKind.GOVERNMENT and source and _literal(columns, source).casefold() in STATES:
            name = _literal(columns, source)
        if len(source) > 1 and columns.lower[source[0]] == "the" and who.kind in _BODIES:
            name = f"the {name}" if columns.lower[source[1]] == name.split()[0].lower() else name
        literal = _literal(columns, source) if source else ""
        if " and " in literal and " and " not in name and any(columns.dep[t] == "conj" for t in source):
            return Subject(literal, plural=True, name=who.name, kind=who.kind)
        body = body_of(who.description) if who.kind is SpeakerKind.PERSON else ""
        return Subject(name, plural=" and " in name, name=who.name, kind=who.kind, body=body)
    if not source:
        return None
    if any(columns.tag[t] in _POINTING for t in source):
        if who is None:
            return None
        words = who.name.removesuffix(" (unnamed)")
        if len(source) > 1 and any(f" {p} " in f" {words} " for p in ("his", "her", "their", "its", "my", "our")):
            words = _literal(columns, source)
        plural = columns.lower[source[0]] in _PLURAL_WORDS or is_plural(columns, source)
        if words.lower() in ("who", "which", "that"):
            return None
        has_article = words.lower().startswith(("the ", "a ", "an ", "one ", "another "))
        words = words if plural or has_article or not words[:1].islower() else f"the {words}"
        return Subject(words, plural=plural, name=who.name, kind=who.kind)
    words = _literal(columns, source)
    if not words or len(words) > 120:
        return None
    return Subject(
        words,
        plural=is_plural(columns, source),
        name=who.name if who else None,
        kind=who.kind if who else None,
        body=body_of(words),
    )


_LEADS = re.compile(
    r"\b(?:leader|head|chief|chair\w*|director|president|secretary|captain|coach|manager|boss|owner|founder|spokes\w+|ceo"
    r"|commissioner|minister|governor|mayor|midfielder|striker|defender|goalkeeper|winger|player|executive|lawyers?)\b",
    re.I,
)
_BODY_FIRST = re.compile(r"^(?:[Tt]he |[Aa]n? )?((?:[A-Z][\w&.’'-]*\s+)+)(?=[a-z])")
_BODY_LAST = re.compile(r"\b(?:of|at|for|from)\s+(?:the\s+)?((?:[A-Z][\w&.’'-]*)(?:\s+(?:of\s+)?[A-Z][\w&.’'-]*)*)$")
_NO_BODY = re.compile(r"^(?:[A-Z]\w*(?:ish|ian|ean|ese|an|ch)|US|UK|EU|Former|Then|Chief|Mr|Ms|Mrs|Dr|Sir)$")


def body_of(description: str) -> str:
    """The body that a leader's description names: "SINAT leader", "head of Frostline"; "" where it names none."""
    if not _LEADS.search(description):
        return ""
    match = _BODY_FIRST.match(description) or _BODY_LAST.search(description)
    name = match.group(1).strip().removesuffix("'s").removesuffix("’s") if match else ""
    if len(name) == 1:
        return ""
    return "" if any(_NO_BODY.match(word) for word in name.split()) else name


def with_article(name: str) -> str:
    """ "Government of Russia" and "Conservative Party" need an article inside a sentence; most names do not."""
    if name.lower().startswith("the "):
        return name
    first, _, rest = name.partition(" of ")
    noun = first.split()[-1].lower() if first.split() else ""
    return f"the {name}" if noun in _COMMON_NOUNS and (rest or " " in first) else name


def _literal(columns: Columns, source: list[int]) -> str:
    span = columns.span(source)
    return " ".join(columns.text[span.start : span.end].split()).strip(' ,;:–—-•*"“”')


def is_plural(columns: Columns, tokens: list[int]) -> bool:
    """Whether a noun phrase takes a plural verb: by its head, or because two are joined."""
    inside = set(tokens)
    head = next((t for t in tokens if columns.head[t] not in inside or columns.head[t] == t), tokens[-1])
    if columns.tag[head] in _PLURAL_TAGS or columns.lower[head] in _PLURAL_WORDS:
        return True
    joined = columns.child(head, "conj")
    return (joined is not None and joined in inside and columns.child(head, "cc") is not None) or (
        columns.tag[head] == "CD" and columns.lower[head] not in ("one", "1") and not _is_money(columns, head)
    )


def _is_money(columns: Columns, head: int) -> bool:
    return any(columns.tag[c] == "$" for c in columns.children[head])
