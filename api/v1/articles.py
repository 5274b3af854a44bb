"""Articles: bring a text or an address, and see how far the work on it is."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Capability
from api.v1.access import DeskView, answer, person
from api.v1.caching import private
from api.v1.inputs import Body, body_of, query_of
from api.v1.once import idempotent
from api.v1.words import (
    FRESH,
    NOT_MODIFIED,
    ONCE,
    NoQuery,
    PageQuery,
    identifier,
    listed,
    page_body,
    page_wanted,
    time_of,
)
from claims import queries as claims
from claims.enums import Presentation, RunState
from claims.models import Mention
from claims.queries import ArticleProgress
from core.errors import InvalidInput
from publication.addresses import absolute
from sources import queries as sources
from sources import services
from sources.enums import ArticleKind, ArticleState, InputKind
from sources.models import Article

# How far the whole work on an article is, reading and finding claims together.
WAITING, READING, FINDING, MATCHING = "waiting", "reading", "finding_claims", "matching"
DONE, DUPLICATE, REFUSED, FAILED = "done", "duplicate", "refused", "failed"
END_STATES = (DONE, DUPLICATE, REFUSED, FAILED)
_STATES = (WAITING, READING, FINDING, MATCHING, *END_STATES)


class ArticleBody(Body):
    """Either `text` or `url` alone, or both: the text that stands at the address."""

    text = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="The words. More than the limit is cut."
    )
    url = serializers.CharField(required=False, allow_blank=True, max_length=2000, help_text="http or https.")
    title = serializers.CharField(required=False, allow_blank=True, max_length=500)
    source = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="Outlet.")  # type: ignore[assignment]
    byline = serializers.CharField(required=False, allow_blank=True, max_length=300)
    published_at = serializers.DateTimeField(required=False)
    kind = serializers.ChoiceField(choices=[kind.value for kind in ArticleKind], required=False)


class ArticleSerializer(serializers.Serializer[Any]):
    """An article with how far the work on it is. `ended` is true in the end states."""

    id = serializers.IntegerField()
    url = serializers.URLField(help_text="The address of this status.")
    state = serializers.ChoiceField(choices=_STATES, help_text=f"End states: {', '.join(END_STATES)}.")
    ended = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True, help_text="Why it was refused or failed.")
    cut_short = serializers.BooleanField(allow_null=True, help_text="Only the beginning is kept. Null: not read yet.")
    length = serializers.IntegerField(allow_null=True, help_text="Code points of the text that is kept.")
    original_length = serializers.IntegerField(allow_null=True, help_text="Code points that came, where it was cut.")
    notes = serializers.ListField(child=serializers.CharField(), help_text="What was repaired or cut.")
    version = serializers.IntegerField(allow_null=True, help_text="Number of the newest text, from 1.")
    sha256 = serializers.CharField(allow_null=True, help_text="SHA-256 of that text's UTF-8 bytes.")
    paragraphs = serializers.IntegerField()
    paragraphs_done = serializers.IntegerField()
    claims = serializers.IntegerField(help_text="How many claims stand in it.")
    title = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    address = serializers.CharField(allow_blank=True, help_text="Where it was published.")
    kind = serializers.ChoiceField(choices=[kind.value for kind in ArticleKind])
    input = serializers.ChoiceField(choices=[kind.value for kind in InputKind])
    duplicate_of = serializers.IntegerField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class FoundSerializer(serializers.Serializer[Any]):
    """A place in the text where a claim stands. Offsets: code points of the text, end exclusive."""

    id = serializers.IntegerField(help_text="Stable id of the place.")
    claim = serializers.IntegerField(allow_null=True, help_text="The claim at the desk; null until it is matched.")
    text = serializers.CharField(help_text="The claim; it stands by itself.")
    words = serializers.CharField(help_text="The words of the article.")
    start = serializers.IntegerField(help_text="First code point.")
    end = serializers.IntegerField(help_text="One past the last code point.")
    presentation = serializers.ChoiceField(choices=[how.value for how in Presentation])
    said_by = serializers.CharField(allow_null=True)
    score = serializers.FloatField(help_text="Check-worthiness, 0 to 1.")


ArticleList = listed(ArticleSerializer(many=True), "ArticleList")
FoundList = listed(FoundSerializer(many=True), "FoundList")
_ID = identifier("article_id", "Stable id of the article.")


class ArticleListView(DeskView):
    needs = {"GET": Capability.READ_DESK, "POST": Capability.SUBMIT_ARTICLE}

    @extend_schema(
        operation_id="articles_list",
        summary="Articles, newest first",
        parameters=[PageQuery],
        responses={200: ArticleList},
    )
    def get(self, request: Request) -> Response:
        """What was brought in, with how far each is."""
        wanted = query_of(request, PageQuery)
        page = page_wanted(sources.article_list(), wanted, "-created_at", "-id")
        return answer(page_body(request, page, [_article(row) for row in claims.with_progress(page.rows)]))

    @extend_schema(
        operation_id="articles_create",
        summary="Bring a text or an address",
        description="Accepted work is kept before this answers. Follow `Location` until `ended` is true. A text or an"
        " address that the desk has already gives the article that is there.",
        parameters=[ONCE],
        request=ArticleBody,
        responses={202: OpenApiResponse(ArticleSerializer, description="Accepted; `Location` is its status.")},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Keep it; workers read it and find its claims."""
        given = body_of(request, ArticleBody)
        submitted = _submit(request, given)
        (row,) = claims.with_progress([submitted.article])
        body = _article(row)
        return answer(body, status=202, headers={"Location": body["url"]})


class ArticleView(DeskView):
    @extend_schema(
        operation_id="articles_retrieve",
        summary="One article and how far it is",
        parameters=[_ID, FRESH],
        responses={200: ArticleSerializer, 304: NOT_MODIFIED},
    )
    def get(self, request: Request, article_id: int) -> Any:
        """The status of the work."""
        query_of(request, NoQuery)
        (row,) = claims.with_progress([_found(article_id)])
        return private(request, _article(row))


class ArticleClaimsView(DeskView):
    @extend_schema(
        operation_id="articles_claims_list",
        summary="The claims that stand in an article",
        description="In reading order, from the newest finished reading of the newest text.",
        parameters=[_ID, PageQuery],
        responses={200: FoundList},
    )
    def get(self, request: Request, article_id: int) -> Response:
        """Where which claim stands, with offsets."""
        wanted = query_of(request, PageQuery)
        version = sources.latest_version(_found(article_id))
        run = claims.latest_run(version) if version else None
        found = claims.mentions_of_run(run) if run else Mention.objects.none()
        page = page_wanted(found, wanted, "start_offset", "pk")
        text = version.text if version else ""
        return answer(page_body(request, page, [_mention(mention, text) for mention in page.rows]))


class ArticleRetryView(DeskView):
    needs = {"POST": Capability.SUBMIT_ARTICLE}

    @extend_schema(
        operation_id="articles_retry",
        summary="Try a failed or refused article again",
        parameters=[_ID, ONCE],
        request=None,
        responses={202: ArticleSerializer},
    )
    @idempotent
    def post(self, request: Request, article_id: int) -> Response:
        """Give it its tries back."""
        article = services.retry_article(by=person(request), article=_found(article_id))
        (row,) = claims.with_progress([article])
        return answer(_article(row), status=202)


def _found(article_id: int) -> Article:
    article = sources.article_list().filter(pk=article_id).first()
    if article is None:
        raise Http404
    return article


def _submit(request: Request, given: dict[str, Any]) -> services.Submitted:
    by, text, url = person(request), given.get("text", ""), given.get("url", "")
    if not text.strip() and not url.strip():
        raise InvalidInput("Send `text`, or the `url` of an article.", field="text")
    told: dict[str, Any] = {
        "title": given.get("title", ""),
        "source_name": given.get("source", ""),
        "byline": given.get("byline", ""),
        "published_at": given.get("published_at"),
        "kind": ArticleKind(given.get("kind", ArticleKind.ARTICLE)),
    }
    if text.strip():
        return services.submit_text(by=by, text=text, url=url, **told)
    return services.submit_url(by=by, url=url, **told)


def _state(row: ArticleProgress) -> tuple[str, str]:
    article, run = row.article, row.run
    early = {ArticleState.SUBMITTED: WAITING, ArticleState.READING: READING}
    if article.state in early:
        return early[ArticleState(article.state)], ""
    if article.state != ArticleState.STORED:
        return article.state, article.state_reason
    if run is None or run.state == RunState.QUEUED:
        return FINDING if row.versions else WAITING, ""
    if run.state == RunState.FAILED:
        return FAILED, run.reason
    if run.state == RunState.DONE:
        return (DONE if run.matched_at else MATCHING), ""
    return FINDING, ""


def _article(row: ArticleProgress) -> dict[str, Any]:
    article, run, version = row.article, row.run, row.version
    state, reason = _state(row)
    return {
        "id": article.pk,
        "url": absolute(reverse("api:article", args=[article.pk])),
        "state": state,
        "ended": state in END_STATES,
        "reason": reason,
        "cut_short": version.cut_short if version else None,
        "length": version.length if version else None,
        "original_length": version.original_length if version else None,
        "notes": [str(note) for note in version.notes] if version else [],
        "version": version.number if version else None,
        "sha256": version.sha256 if version else None,
        "paragraphs": run.paragraphs if run else 0,
        "paragraphs_done": run.paragraphs_done if run else 0,
        "claims": row.claims,
        "title": article.title,
        "source": article.source.name if article.source else None,
        "address": article.canonical_url,
        "kind": article.kind,
        "input": article.input_kind,
        "duplicate_of": article.duplicate_of_id,
        "published_at": time_of(article.published_at),
        "created_at": time_of(article.created_at),
    }


def _mention(mention: Mention, text: str) -> dict[str, Any]:
    speaker = claims.outermost_speaker(mention.attribution)
    return {
        "id": mention.pk,
        "claim": mention.claim_id,
        "text": mention.text,
        "words": text[mention.start_offset : mention.end_offset],
        "start": mention.start_offset,
        "end": mention.end_offset,
        "presentation": mention.presentation,
        "said_by": speaker.name if speaker else None,
        "score": mention.score,
    }
