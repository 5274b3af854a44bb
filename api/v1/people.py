"""A speaker wherever one stands in an answer."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.enums import SpeakerKind
from claims.models import Speaker


class PersonSerializer(serializers.Serializer[Any]):
    """Person, organisation, government or unnamed group."""

    id = serializers.IntegerField(help_text="Stable id of the speaker.")
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in SpeakerKind])
    description = serializers.CharField(allow_blank=True)
    wikidata_id = serializers.CharField(allow_null=True)


def person_of(speaker: Speaker | None) -> dict[str, Any] | None:
    """A row of the desk as an answer shows it."""
    if speaker is None:
        return None
    return {
        "id": speaker.pk,
        "name": speaker.name,
        "kind": speaker.kind,
        "description": speaker.description,
        "wikidata_id": speaker.wikidata_id,
    }
