"""API v1. The description of everything here: openapi.json; to read: docs/."""

from typing import Any

from django.urls import URLPattern, path, re_path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from api.v1 import (
    articles,
    changes,
    claims,
    contacts,
    corrections,
    deliveries,
    export,
    fact_checks,
    moves,
    reviews,
    speakers,
    stands,
    webhooks,
)
from api.v1.nothing import NothingView

app_name = "api"


def _address(pattern: str, view: Any, name: str) -> URLPattern:
    """`{name}` is an id of 1 to 15 digits."""
    regex = "".join(f"(?P<{part[1:-1]}>[0-9]{{1,15}})" if part.startswith("{") else part for part in _parts(pattern))
    found: URLPattern = re_path(f"^{regex}$", view.as_view(), name=name)
    return found


def _parts(pattern: str) -> list[str]:
    return pattern.replace("{", "\0{").replace("}", "}\0").split("\0")


urlpatterns = [
    _address("claims/", claims.ClaimListView, "claims"),
    _address("claims/{claim_id}/", claims.ClaimDetailView, "claim"),
    _address("claims/{claim_id}/history/", claims.ClaimHistoryView, "claim-history"),
    _address("claims/{claim_id}/positions/", claims.ClaimPositionsView, "claim-positions"),
    _address("claims/{claim_id}/evidence/", claims.ClaimEvidenceView, "claim-evidence"),
    _address("claims/{claim_id}/contacts/", contacts.ContactsView, "claim-contacts"),
    _address("claims/{claim_id}/contacts/{contact_id}/answer/", contacts.ContactAnswerView, "claim-contact-answer"),
    _address("claims/{claim_id}/contacts/{contact_id}/withdraw/", contacts.ContactWithdrawView, "claim-contact-back"),
    _address("corrections/", corrections.CorrectionListView, "corrections"),
    _address("fact-checks/", fact_checks.FactCheckListView, "fact-checks"),
    _address("fact-checks/{fact_check_id}/", fact_checks.FactCheckView, "fact-check"),
    _address("fact-checks/{fact_check_id}/editions/{number}/", fact_checks.EditionView, "edition"),
    _address("speakers/", speakers.SpeakerListView, "speakers"),
    _address("speakers/{speaker_id}/", speakers.SpeakerView, "speaker"),
    _address("speakers/{speaker_id}/merge/", speakers.SpeakerMergeView, "speaker-merge"),
    _address("changes/", changes.ChangesView, "changes"),
    _address("export/claims.jsonl", export.JsonLinesView, "export-jsonl"),
    _address("export/claims.csv", export.CsvView, "export-csv"),
    _address("articles/", articles.ArticleListView, "articles"),
    _address("articles/{article_id}/", articles.ArticleView, "article"),
    _address("articles/{article_id}/claims/", articles.ArticleClaimsView, "article-claims"),
    _address("articles/{article_id}/retry/", articles.ArticleRetryView, "article-retry"),
    _address("reviews/", reviews.ReviewListView, "reviews"),
    _address("reviews/{claim_id}/", reviews.ReviewView, "review"),
    _address("reviews/{claim_id}/queue/", moves.QueueView, "review-queue"),
    _address("reviews/{claim_id}/take/", moves.TakeView, "review-take"),
    _address("reviews/{claim_id}/release/", moves.ReleaseView, "review-release"),
    _address("reviews/{claim_id}/dismiss/", moves.DismissView, "review-dismiss"),
    _address("reviews/{claim_id}/restore/", moves.RestoreView, "review-restore"),
    _address("reviews/{claim_id}/reopen/", moves.ReopenView, "review-reopen"),
    _address("reviews/{claim_id}/decisions/", moves.DecisionsView, "review-decisions"),
    _address("reviews/{claim_id}/evidence/", moves.EvidenceView, "review-evidence"),
    _address(
        "reviews/{claim_id}/evidence/{evidence_id}/withdraw/", moves.WithdrawEvidenceView, "review-evidence-withdraw"
    ),
    _address("reviews/{claim_id}/positions/", stands.PositionsView, "review-positions"),
    _address(
        "reviews/{claim_id}/positions/{position_id}/withdraw/", stands.WithdrawPositionView, "review-position-withdraw"
    ),
    _address("reviews/{claim_id}/publish/", moves.PublishView, "review-publish"),
    _address("reviews/{claim_id}/correct/", moves.CorrectView, "review-correct"),
    _address("reviews/{claim_id}/retract/", moves.RetractView, "review-retract"),
    _address("webhooks/", webhooks.EndpointListView, "webhooks"),
    _address("webhooks/{endpoint_id}/", webhooks.EndpointView, "webhook"),
    _address("webhooks/{endpoint_id}/on/", webhooks.SwitchOnView, "webhook-on"),
    _address("webhooks/{endpoint_id}/off/", webhooks.SwitchOffView, "webhook-off"),
    _address("webhooks/{endpoint_id}/rotate/", webhooks.RotateView, "webhook-rotate"),
    _address("webhooks/{endpoint_id}/test/", webhooks.TestMessageView, "webhook-test"),
    _address("webhooks/{endpoint_id}/replay/", webhooks.ReplaySinceView, "webhook-replay"),
    _address("webhooks/{endpoint_id}/deliveries/", deliveries.DeliveryListView, "deliveries"),
    _address("webhooks/{endpoint_id}/deliveries/{delivery_id}/", deliveries.DeliveryView, "delivery"),
    _address("webhooks/{endpoint_id}/deliveries/{delivery_id}/replay/", deliveries.ReplayView, "delivery-replay"),
    path("openapi.json", SpectacularJSONAPIView.as_view(permission_classes=[AllowAny]), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema", permission_classes=[AllowAny]),
        name="docs",
    ),
    re_path(r"^.*$", NothingView.as_view(), name="nothing"),
]
