"""Matters: what one side holds against another. Who answers "the claims" answers all that was told of the matter.

A side is somebody and those who speak for him: his solicitor, her spokesman, their sources. Two claims are of
one matter where one side tells them and they speak of the same other side, open the text, or share their main words.
"""

from __future__ import annotations

from claims.extraction.casting.cast import Entity
from claims.extraction.stances import words as w
from claims.extraction.stances.reported import Reported, Told
from claims.extraction.types import SpeakerKind

_LEAD = 2  # lines that tell the story of the whole text: headline, first paragraph
_SHARED = 2  # lemmas in common that make two claims of one side one matter
_FAR = 60  # outer claims that are looked at
_JOINTS = frozenset(("of", "for", "to", "by"))


def side_of(reported: Reported, entity: Entity) -> set[Entity]:
    """Somebody, and those whom he speaks for: "solicitor of Jordan Pike", "spokesman for the bank"."""
    if entity.kind is not SpeakerKind.UNNAMED:
        return {entity}
    parts = [part.strip(".,’'") for part in entity.name.casefold().split()]
    joint = next((k for k, part in enumerate(parts) if part in _JOINTS), len(parts))
    by_word = reported.resolver.cast.by_word
    return {entity} | {by_word[part] for part in parts[joint + 1 :] if part in by_word}


def of_one_matter(reported: Reported, parties: set[Entity], found: list[Told], possible: list[Told]) -> list[Told]:
    """Those of the `possible` claims that the same side tells of the same matter as the ones found."""
    known = {t.number for t in found}
    accusers = {e for t in found if t.speaker is not None for e in side_of(reported, t.speaker)} - parties
    if not accusers:
        return []
    words = {lemma for t in found for lemma in reported.matter(t)}
    return [
        t
        for t in possible[:_FAR]
        if t.number not in known
        and t.speaker is not None
        and side_of(reported, t.speaker) & accusers
        and not _answers(reported, t)
        and (t.line <= _LEAD or reported.about(t) & parties or len(reported.matter(t) & words) >= _SHARED)
    ]


def opening_of(reported: Reported, parties: set[Entity], found: list[Told], possible: list[Told]) -> list[Told]:
    """Headline and lead among the `possible` claims, where somebody without a name tells there what was `found`.

    "HOUSE 'FULL OF MOULD', SAYS TENANT" stands for the claims of the tenant who is named further down.
    """
    words = {lemma for t in found for lemma in reported.matter(t)}
    return [
        t
        for t in possible
        if t.line <= _LEAD
        and t.speaker is not None
        and t.speaker.kind is SpeakerKind.UNNAMED
        and not _answers(reported, t)
        and (reported.about(t) & parties or reported.matter(t) & words)
    ]


def _answers(reported: Reported, told: Told) -> bool:
    """Whether a claim is itself a denial, refusal or admission."""
    lemmas = {reported.page.columns.lemma[k].lower() for k in told.cue}
    return bool(lemmas & (w.DENY | w.REJECT | w.REFUSE | w.ADMIT))
