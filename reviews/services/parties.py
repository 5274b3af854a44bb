"""Who is meant by a party that a person names."""

from __future__ import annotations

from claims.enums import SpeakerKind
from claims.models import Speaker
from claims.services import find_or_add_speaker
from core.errors import InvalidInput
from core.text import one_line


def party_named(*, party_id: int | None, name: str, kind: SpeakerKind = SpeakerKind.ORGANISATION) -> Speaker:
    """A known party by id, or the one of that name, who is added if there is none. Raises InvalidInput for neither."""
    if party_id is not None:
        known = Speaker.objects.filter(pk=party_id).select_related("merged_into").first()
        if known is None:
            raise InvalidInput("There is no such party. Choose one from the list, or type a name.", field="party")
        return known.merged_into or known
    plain = one_line(name, limit=300)
    if not plain:
        raise InvalidInput("Say which party: choose one from the list, or type a name.", field="party")
    return find_or_add_speaker(name=plain, kind=kind)
