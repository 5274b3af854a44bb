"""Who is of one side: somebody, the body he is of, and those who speak for him. One side never contests itself."""

from __future__ import annotations

from claims.extraction.casting.cast import Cast, Entity
from claims.extraction.stances.reported import Reported
from claims.extraction.types import SpeakerKind

# "Office of X", "lawyer of X": what they say is his. Not "critic of X", "former employee of X".
_SPEAK_FOR = frozenset(
    """
    office spokesman spokeswoman spokesperson lawyer solicitor attorney barrister counsel agent aide aides
    representative adviser advisor team press lawyers solicitors attorneys spokespeople representatives agents
    """.split()
)
_JOINTS = frozenset(("of", "for", "to"))
_OTHERS = frozenset("former ex rival predecessor successor opponent critic".split())


def speaks_for(reported: Reported, entity: Entity) -> set[Entity]:
    """Whom somebody speaks for, with himself: "office of Olaf Brandt (unnamed)" is Olaf Brandt's side."""
    text = entity.name if entity.kind is SpeakerKind.UNNAMED else entity.description
    return {entity} | (_meant(reported.resolver.cast, text) if text else set())


def _meant(cast: Cast, text: str) -> set[Entity]:
    """Those whose names stand in words for somebody who speaks for them: "Savin's lawyer", "office of Olaf Brandt"."""
    parts = [part.strip(".,()") for part in text.casefold().split()]
    heads = [n for n, part in enumerate(parts) if part in _SPEAK_FOR]
    if not heads or _OTHERS & set(parts):
        return set()
    owners = [part.removesuffix("'s").removesuffix("’s") for part in parts[: heads[0]] if part.endswith(("'s", "’s"))]
    if any(part in _JOINTS for part in parts[heads[0] + 1 : heads[0] + 2]):
        owners += parts[heads[0] + 2 :]
    found = (cast.by_word.get(word) or cast.by_single.get(word) for word in owners)
    return {entity for entity in found if entity is not None}


def one_side(reported: Reported, one: Entity | None, other: Entity | None) -> bool:
    """Whether two are the same, or one speaks for the other."""
    if one is None or other is None:
        return False
    return one is other or one in speaks_for(reported, other) or other in speaks_for(reported, one)
