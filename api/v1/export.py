"""Everything public in one stream: JSONL with whole claims, CSV with a row a claim.

Batch by batch by the id of the claim, each batch a short query of its own: a reader that is slow holds no transaction,
and one that was cut off goes on `after` the last id it has. What changes meanwhile is in `changes/` after the number
that the header `Changes-After` names, so that export and changes together miss nothing.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from api.v1.access import PublicView
from api.v1.inputs import query_of
from api.v1.problems import problem
from api.v1.slots import EXPORTS
from api.v1.statements import detail_of
from api.v1.words import LARGEST_ID
from core.csv_cells import escaped
from publication import queries
from publication.frozen import override_of
from publication.models import Edition
from publication.services import number_changes

_BATCH = 500
COLUMNS = (
    *("id", "url", "text", "status", "summary", "said_by", "said_by_id", "about", "said_at", "edition"),
    *("published_at", "presentation", "correction", "first_outlet", "first_address", "evidence", "override"),
)


class ExportQuery(serializers.Serializer[Any]):
    after = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=LARGEST_ID,
        default=0,
        help_text="Id of the last claim you have of this export: it goes on behind it.",
    )


class AsItIs(BaseContentNegotiation):
    """The address says the form; `Accept` is not asked."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0] if parsers else None

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return JSONRenderer(), "application/json"


_HEADERS = [
    OpenApiParameter(
        "Changes-After",
        int,
        OpenApiParameter.HEADER,
        response=[200],
        description="Follow `changes/` after this number, once you have the whole export.",
    )
]


class _Export(PublicView):
    content_negotiation_class = AsItIs
    content_type = ""
    name = ""

    def lines(self, batches: Iterable[list[Edition]]) -> Iterator[str]:
        raise NotImplementedError

    def stream(self, request: Request) -> HttpResponseBase:
        after = query_of(request, ExportQuery)["after"]
        if not EXPORTS.take(settings.LIMIT_EXPORTS):
            busy = problem(503, "Busy", "Others are exporting now. Ask again in half a minute.")
            busy["Retry-After"] = "30"
            return busy
        number_changes()
        newest = queries.newest_change()
        response = _Stream(self.lines(_batches(after)), EXPORTS.give_back, content_type=self.content_type)
        response["Changes-After"] = str(newest.number if newest else 0)
        response["Content-Disposition"] = f'attachment; filename="{self.name}"'
        response["Cache-Control"] = "no-store"
        return response


class JsonLinesView(_Export):
    content_type, name = "application/jsonl", "claims.jsonl"

    @extend_schema(
        operation_id="export_claims_jsonl",
        summary="Everything public: one JSON object a line",
        description=__doc__,
        parameters=[ExportQuery, *_HEADERS],
        responses={
            (200, "application/jsonl"): OpenApiResponse(OpenApiTypes.STR, description="A `Claim` a line, by id.")
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Each line is what `claims/{id}/` gives."""
        return self.stream(request)

    def lines(self, batches: Iterable[list[Edition]]) -> Iterator[str]:
        for batch in batches:
            yield "".join(f"{json.dumps(detail_of(edition))}\n" for edition in batch)


class CsvView(_Export):
    content_type, name = "text/csv; charset=utf-8", "claims.csv"

    @extend_schema(
        operation_id="export_claims_csv",
        summary="Everything public: one row a claim",
        description=f"{__doc__} All cells are quoted. A cell that a spreadsheet could take for a formula, or that"
        " begins with an apostrophe, has an apostrophe before it: take one leading apostrophe away to have the text.",
        parameters=[ExportQuery, *_HEADERS],
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, description=f"Columns: {', '.join(COLUMNS)}.")},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """The head, then a row a claim."""
        return self.stream(request)

    def lines(self, batches: Iterable[list[Edition]]) -> Iterator[str]:
        yield _csv([COLUMNS])
        for batch in batches:
            yield _csv(_cells(edition) for edition in batch)


class _Stream(StreamingHttpResponse):
    """Gives its place back when it is closed, sent to the end or not."""

    def __init__(self, lines: Iterator[str], ended: Callable[[], None], **kwargs: Any) -> None:
        super().__init__(lines, **kwargs)
        self._ended = ended

    def close(self) -> None:
        super().close()
        ended, self._ended = self._ended, lambda: None
        ended()


def _batches(after: int) -> Iterator[list[Edition]]:
    while batch := queries.exported(after, _BATCH):
        after = batch[-1].fact_check.claim_id
        yield batch


def _cells(edition: Edition) -> list[str]:
    claim = detail_of(edition)
    said_by, first = claim["said_by"] or {}, (claim["appearances"] or [{}])[0]
    values: dict[str, Any] = {
        **claim,
        "said_by": said_by.get("name", ""),
        "said_by_id": said_by.get("id", ""),
        "about": "; ".join(person["name"] for person in claim["about"]),
        "first_outlet": first.get("outlet", ""),
        "first_address": first.get("url", ""),
        "evidence": " ".join(row["url"] for row in claim["evidence"] if row["url"]),
        "override": override.told() if (override := override_of(edition.snapshot)) else "",
    }
    return [escaped(str(values[name] if values[name] is not None else "")) for name in COLUMNS]


def _csv(rows: Iterable[Iterable[str]]) -> str:
    sheet = io.StringIO()
    csv.writer(sheet, quoting=csv.QUOTE_ALL).writerows(rows)
    return sheet.getvalue()
