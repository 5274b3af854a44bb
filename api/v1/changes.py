"""Changes: what became public, was corrected or taken back, in order and without gaps, for those who follow."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.access import PublicView
from api.v1.caching import followed
from api.v1.inputs import query_of
from api.v1.people import PersonSerializer, person_of
from api.v1.slots import WAITING
from api.v1.statements import ClaimSerializer, detail_of
from api.v1.words import FRESH, LARGEST_ID, NOT_MODIFIED, time_of
from core.errors import InvalidInput
from publication import queries
from publication.addresses import absolute
from publication.enums import ChangeKind
from publication.models import Change
from publication.services import number_changes

_LOOK_SECONDS = 0.5
_PAGE, _LARGEST_PAGE = 100, 500


class ChangesQuery(serializers.Serializer[Any]):
    after = serializers.IntegerField(
        required=False, min_value=0, max_value=LARGEST_ID, default=0, help_text="The last number you have. 0: all."
    )
    limit = serializers.IntegerField(required=False, min_value=1, max_value=_LARGEST_PAGE, default=_PAGE)
    wait = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=settings.LIMIT_WAIT_SECONDS,
        default=0,
        help_text="Seconds to wait for a change if there is none. Only some may wait at once: others are answered"
        " empty at once, with `Retry-After`.",
    )


class ChangeSerializer(serializers.Serializer[Any]):
    """One change. `published` and `corrected` bring the whole `claim`; `retracted` brings none: delete what you have.

    `speaker_merged`: `speaker` is `into` from now on.
    """

    number = serializers.IntegerField(help_text="1, 2, 3 and so on, without gaps.")
    kind = serializers.ChoiceField(choices=[kind.value for kind in ChangeKind])
    at = serializers.DateTimeField()
    claim_id = serializers.IntegerField(allow_null=True)
    edition = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField(allow_blank=True, help_text="Why it was corrected, retracted or published anew.")
    claim = ClaimSerializer(allow_null=True)
    speaker = PersonSerializer(allow_null=True)
    into = PersonSerializer(allow_null=True)


class ChangesSerializer(serializers.Serializer[Any]):
    changes = ChangeSerializer(many=True)
    last = serializers.IntegerField(help_text="The number to ask after next.")
    newest = serializers.IntegerField(help_text="The highest number there is: you have all when `last` is this.")
    next = serializers.URLField(help_text="This address with that number.")


class ChangesView(PublicView):
    @extend_schema(
        operation_id="changes_list",
        summary="What changed after a number",
        description="Begin with `after=0`, or with a bulk export and the number of its `Changes-After` header; then ask"
        " after the last number you took in, for ever. Taking the same change in twice does no harm. A number ahead"
        " of ours is refused: the desk was restored from an older copy, begin anew.",
        parameters=[ChangesQuery, FRESH],
        responses={200: ChangesSerializer, 304: NOT_MODIFIED},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """In order, without gaps."""
        wanted = query_of(request, ChangesQuery)
        after = wanted["after"]
        newest = _newest()
        if after > newest:
            raise InvalidInput(f"The newest change is {newest}. Begin anew, from 0 or an export.", field="after")
        headers = {}
        if after == newest and wanted["wait"]:
            with WAITING.one(settings.LIMIT_WAITING) as free:
                if free:
                    newest = wait_for(lambda: _newest() or 0, beyond=after, seconds=wanted["wait"])
                else:
                    headers = {"Retry-After": "5"}
        rows = list(queries.changes_after(after)[: wanted["limit"]]) if newest > after else []
        last = rows[-1].number if rows else after
        tag = f'W/"changes-{after}-{last}-{newest}-{settings.VERSION}"'
        body = {
            "changes": [change_row(row) for row in rows],
            "last": last,
            "newest": newest,
            "next": absolute(f"{request.path}?after={last}&limit={wanted['limit']}&wait={wanted['wait']}"),
        }
        return followed(request, Response(body, headers=headers), tag)


def wait_for(newest: Callable[[], int], *, beyond: int, seconds: float) -> int:
    """The newest number once it is beyond one, or when the time is over. The database is let go in between."""
    end = time.monotonic() + seconds
    number = newest()
    while number <= beyond and time.monotonic() < end:
        if not connection.in_atomic_block:
            connection.close()
        time.sleep(min(_LOOK_SECONDS, max(0.0, end - time.monotonic())))
        number = newest()
    return number


def _newest() -> int:
    number_changes()
    newest = queries.newest_change()
    return newest.number if newest else 0


def change_row(change: Change) -> dict[str, Any]:
    """One change as followers get it, here and by webhook."""
    edition = change.edition
    taken_back = change.kind == ChangeKind.RETRACTED
    return {
        "number": change.number,
        "kind": change.kind,
        "at": time_of(change.at),
        "claim_id": edition.fact_check.claim_id if edition else None,
        "edition": edition.number if edition else None,
        "reason": edition.reason if edition else "",
        "claim": detail_of(edition) if edition and not taken_back else None,
        "speaker": person_of(change.speaker),
        "into": person_of(change.into),
    }
