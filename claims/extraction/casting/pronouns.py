"""Pronouns: he, she, they, it, I, we, who, his, her."""

from __future__ import annotations

from claims.extraction.casting.cast import Entity
from claims.extraction.casting.roles import BODY_CLASSES
from claims.extraction.casting.salience import Memory, Mention, is_person
from claims.extraction.types import SpeakerKind

FIRST = frozenset("i we us me my our ourselves myself mine ours".split())
MALE = frozenset("he him his himself".split())
FEMALE = frozenset("she her hers herself".split())
PLURAL = frozenset("they them their themselves theirs".split())
NEUTER = frozenset("it its itself".split())
RELATIVE = frozenset("who whom which that whose".split())
PRONOUNS = FIRST | MALE | FEMALE | PLURAL | NEUTER | RELATIVE | {"this", "these", "those", "you", "your"}


def _human(entity: Entity) -> bool:
    """Whether a nameless one is a person, not papers or a body."""
    return bool(entity.gender) or bool(entity.classes - BODY_CLASSES)


def person_before(
    memory: Memory, token: int, gender: str, excluded: tuple[Entity, ...] = ()
) -> tuple[Entity, float] | None:
    """The person whom "he" or "she" (or "the mum-of-two", "the 48-year-old") at `token` means.

    Known gender must agree; people of unknown gender come behind those who agree.
    """

    def fits(mention: Mention) -> float | None:
        entity = mention.entity
        if entity is None:
            return None
        if not is_person(entity) or entity in excluded:
            return None
        agrees = 0.0 if not gender or entity.gender else -1.5
        if gender and entity.gender and entity.gender != gender:
            if strict or entity.gender_is_sure or entity.kind is SpeakerKind.UNNAMED:
                return None
            agrees = -4.0
        if entity.kind is SpeakerKind.UNNAMED:
            near = memory.page.sentence[mention.token] == memory.page.sentence[token]
            return (
                agrees - (0.5 if mention.speaks else 1.0 if mention.subject or near else 3.0)
                if _human(entity)
                else None
            )
        return agrees

    strict = True
    found = memory.best(token, fits)
    if found is None:
        strict = False  # a first name may mislead, if nobody else can be meant
        found = memory.best(token, fits, furthest=3)
    if found is not None and gender and not _rival(memory, token, gender, found[0], excluded):
        found[0].gender, found[0].gender_is_sure = gender, True  # once "she", always "she"
    return found


def _rival(memory: Memory, token: int, gender: str, chosen: Entity, excluded: tuple[Entity, ...]) -> bool:
    """Whether somebody known to be of the gender stands near too, so that the choice teaches nothing."""
    if chosen.gender:
        return False

    def fits(mention: Mention) -> float | None:
        entity = mention.entity
        if entity is None or entity is chosen or entity in excluded or not is_person(entity):
            return None
        return 0.0 if entity.gender == gender else None

    return memory.best(token, fits, furthest=3) is not None


def group_before(memory: Memory, token: int, excluded: tuple[Entity, ...] = ()) -> tuple[Entity, float] | None:
    """The body or group that "they" at `token` means; a single person where there is no group at all."""

    def fits(mention: Mention) -> float | None:
        entity = mention.entity
        if entity is None:
            return None
        if entity in excluded or mention.inside_role:
            return None
        if entity.plural:
            return 1.0 if mention.speaks else 0.0
        if entity.kind is SpeakerKind.ORGANISATION:
            return 0.0 if mention.speaks or entity.classes else -1.0
        if entity.kind is SpeakerKind.GOVERNMENT:
            return -1.0 if mention.speaks else -4.0
        return -5.0 if is_person(entity) else None

    return memory.best(token, fits, furthest=5)


def body_before(memory: Memory, token: int, excluded: tuple[Entity, ...] = ()) -> tuple[Entity, float] | None:
    """The body, government or paper that "it" at `token` means."""

    def fits(mention: Mention) -> float | None:
        entity = mention.entity
        if entity is None:
            return None
        if entity in excluded or entity.plural or mention.inside_role:
            return None
        if entity.kind is SpeakerKind.ORGANISATION:
            return 0.0
        if entity.kind is SpeakerKind.GOVERNMENT:
            return 0.0 if mention.speaks else -2.0
        if entity.kind is SpeakerKind.UNNAMED and not _human(entity):
            return -0.5 if mention.speaks else None
        return None

    return memory.best(token, fits, furthest=5)
