"""Somebody without a name who gets one shortly after: "a whistleblower has told us ... Karen Doyle, 48, says"."""

from __future__ import annotations

from claims.extraction.casting.cast import Cast, Entity
from claims.extraction.casting.phrases import Phrase
from claims.extraction.casting.roles import PEOPLE, gender_of
from claims.extraction.types import SpeakerKind

# Words that newspapers use to keep somebody nameless, or for one of many.
_STAY_NAMELESS = frozenset(
    """source insider official aide spokesman spokeswoman spokesperson informant onlooker bystander eyewitness friend
    neighbour neighbor colleague relative analyst diplomat caller reader user staffer""".split()
)
# Words that say nothing of somebody's work, so that any person may be meant.
_OPEN = frozenset(("whistleblower", "woman", "man", "person", "victim", "activist", "resident", "founder", "suspect"))
_OPEN_NOUNS = frozenset(
    """expert academic critic campaigner professional worker employee boss chief leader politician owner mum mother
    dad father parent wife husband widow widower son daughter customer passenger patient pensioner tenant landlord fan
    survivor witness buyer shopper traveller holidaymaker graduate pupil student prosecutor barrister""".split()
)
# Offices that go with any trade: "a teacher ... Farah Siddiqui, head of science at a school".
_OPEN_OFFICES = frozenset(
    ("boss", "leader", "director", "chair", "founder", "person", "woman", "man", "victim", "activist")
)
_NEAR_SENTENCES = 6


def named_later(cast: Cast, sources: list[list[int]], phrase: Phrase, token: int) -> Entity | None:
    """The person who is introduced by name as speaking within the next sentences, if that can be the one meant.

    Only for one nameless person near the start of the text, and only if the person named was not spoken of before.
    """
    page = cast.page
    noun = phrase.noun
    if page.sentence[token] > 4 or noun in _STAY_NAMELESS or noun not in PEOPLE or phrase.plural:
        return None
    if phrase.quantity or phrase.determiner == "another":
        return None
    for tokens in sources:
        if not tokens or tokens[0] <= token:
            continue
        if page.sentence[tokens[0]] - page.sentence[token] > _NEAR_SENTENCES:
            return None
        entity = next((cast.at[k] for k in tokens if k in cast.at), None)
        if entity is None or entity.kind is not SpeakerKind.PERSON:
            continue
        if entity.first < token:
            return None
        return entity if _fits(noun, entity) else None
    return None


def _fits(noun: str, entity: Entity) -> bool:
    gender = gender_of(noun)
    if gender and entity.gender and gender != entity.gender:
        return False
    group = PEOPLE.get(noun, "")
    if entity.classes and entity.classes <= _OPEN_OFFICES:
        return True
    if group in _OPEN or noun in _OPEN_NOUNS or not entity.classes:
        return True
    if group in entity.classes or noun in entity.description.casefold().split():
        return True
    scholars = {"scientist", "doctor", "teacher", "analyst", "writer"}
    return group in scholars and bool(entity.classes & scholars)
