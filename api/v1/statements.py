"""The forms of what is public: one edition as a row, and with everything its page shows."""

from __future__ import annotations

from typing import Any

from orjson import Fragment
from rest_framework import serializers

from api.v1.people import PersonSerializer
from api.v1.words import time_of
from claims.enums import FOUND_STATUSES
from publication import queries
from publication.addresses import absolute, address_of
from publication.enums import EditionKind
from publication.frozen import override_of
from publication.markup import markup_of
from publication.models import Edition

STATUSES = [status.value for status in FOUND_STATUSES]


class ClaimSummarySerializer(serializers.Serializer[Any]):
    """A published claim as lists show it."""

    id = serializers.IntegerField(help_text="Stable id of the claim.")
    url = serializers.URLField(help_text="Its public page.")
    text = serializers.CharField(help_text="The claim; it stands by itself.")
    status = serializers.ChoiceField(choices=STATUSES, help_text="What the desk found.")
    summary = serializers.CharField(help_text="What was found, in the desk's words.")
    said_by = PersonSerializer(allow_null=True, help_text="Who asserts it; null: an outlet itself, or nobody named.")
    about = PersonSerializer(many=True, help_text="Whom it is about. They have not said it.")
    said_at = serializers.DateTimeField(
        help_text="When it was said; where no appearance has a date, when its text came to the desk."
    )
    edition = serializers.IntegerField(help_text="Number of the edition, from 1.")
    published_at = serializers.DateTimeField()


class LinkSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=["asserter", "outlet", "about"])
    name = serializers.CharField()
    cue = serializers.CharField(required=False, allow_blank=True)


class PositionSerializer(serializers.Serializer[Any]):
    """One party's stand, with the words that say so."""

    party = serializers.CharField()
    stance = serializers.CharField()
    quotation = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    url = serializers.CharField(allow_blank=True)
    stated_at = serializers.DateTimeField()


class EvidenceSerializer(serializers.Serializer[Any]):
    """A source for or against."""

    url = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    quotation = serializers.CharField()
    stance = serializers.CharField()
    captured_at = serializers.DateTimeField(allow_null=True)
    sha256 = serializers.CharField(allow_null=True, help_text="SHA-256 of the captured bytes.")
    words_found = serializers.BooleanField(
        allow_null=True, help_text="Whether the quoted words are in what was captured; null where nobody looked."
    )


class AppearanceSerializer(serializers.Serializer[Any]):
    """Where it stands. Offsets: code points of the article's text, end exclusive."""

    outlet = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    published_at = serializers.DateTimeField(allow_null=True)
    sha256 = serializers.CharField(help_text="SHA-256 of the text's UTF-8 bytes.")
    start = serializers.IntegerField(help_text="First code point of the claim in the text.")
    end = serializers.IntegerField(help_text="One past its last code point.")
    words = serializers.CharField()
    presentation = serializers.CharField()


class VerdictSerializer(serializers.Serializer[Any]):
    """What was found, in the words of the desk's scale as it was then."""

    word = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    rating = serializers.IntegerField(allow_null=True, help_text="Null: a finding that is no grade.")
    worst = serializers.IntegerField()
    best = serializers.IntegerField()
    scale = serializers.CharField()


class RuleSerializer(serializers.Serializer[Any]):
    """A rule of the desk's policy that is not met."""

    rule = serializers.CharField()
    sentence = serializers.CharField(help_text="What is so.")


class OverrideSerializer(serializers.Serializer[Any]):
    """Rules of the policy that are not met, and why it was published all the same."""

    rules = RuleSerializer(many=True)
    reason = serializers.CharField()


class ClaimSerializer(ClaimSummarySerializer):
    """A published claim with everything its page shows."""

    verdict = VerdictSerializer(allow_null=True, help_text="Null in editions from before there were scales.")

    presentation = serializers.CharField()
    chain = LinkSerializer(many=True)
    positions = PositionSerializer(many=True)
    evidence = EvidenceSerializer(many=True)
    appearances = AppearanceSerializer(many=True)
    correction = serializers.CharField(allow_blank=True, help_text="Why this edition replaces the one before.")
    override = OverrideSerializer(allow_null=True, help_text="Null: every rule of the desk's policy is met.")
    claim_review = serializers.DictField(help_text="schema.org ClaimReview, the same as in the page.")


SUMMARY_FIELDS = tuple(ClaimSummarySerializer().fields)
DETAIL_FIELDS = tuple(ClaimSerializer().fields)
_LINK, _POSITION, _EVIDENCE, _APPEARANCE = (
    tuple(kind().fields) for kind in (LinkSerializer, PositionSerializer, EvidenceSerializer, AppearanceSerializer)
)


def row_of(row: queries.Summary) -> dict[str, Any]:
    """One row of a list, for the renderer: times as they are, and what the database has as JSON goes on as JSON."""
    return {
        "id": row.claim_id,
        "url": absolute(address_of(row.claim_id, row.slug)),
        "text": row.claim_text,
        "status": row.status,
        "summary": row.summary,
        "said_by": Fragment(row.said_by) if row.said_by is not None else None,
        "about": Fragment(row.about),
        "said_at": row.said_at,
        "edition": row.number,
        "published_at": row.published_at,
    }


def summary_of(edition: Edition) -> dict[str, Any]:
    """The same as a row of the list, out of a whole edition."""
    page, snapshot = edition.fact_check, edition.snapshot
    return {
        "id": page.claim_id,
        "url": absolute(address_of(page.claim_id, page.slug)),
        "text": edition.claim_text,
        "status": edition.status,
        "summary": edition.summary,
        "said_by": snapshot["said_by"],
        "about": snapshot["about"],
        "said_at": time_of(edition.said_at),
        "edition": edition.number,
        "published_at": time_of(edition.published_at),
    }


def detail_of(edition: Edition) -> dict[str, Any]:
    """Everything of one edition."""
    snapshot = edition.snapshot
    return {
        **summary_of(edition),
        "verdict": snapshot.get("verdict"),
        "presentation": snapshot["claim"]["presentation"],
        "chain": [{name: link.get(name, "") for name in _LINK} for link in snapshot["chain"]],
        "positions": positions_of(edition),
        "evidence": evidence_of(edition),
        "appearances": _picked(snapshot["appearances"], _APPEARANCE),
        "correction": edition.reason if edition.kind != EditionKind.PUBLICATION else "",
        "override": _override(edition),
        "claim_review": markup_of(edition),
    }


def _override(edition: Edition) -> dict[str, Any] | None:
    override = override_of(edition.snapshot)
    return {"rules": list(override.rules), "reason": override.reason} if override else None


def positions_of(edition: Edition) -> list[dict[str, Any]]:
    return _picked(edition.snapshot["positions"], _POSITION)


def evidence_of(edition: Edition) -> list[dict[str, Any]]:
    return _picked(edition.snapshot["evidence"], _EVIDENCE)


def _picked(rows: list[dict[str, Any]], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{name: row.get(name) for name in names} for row in rows]
