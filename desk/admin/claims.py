"""Claims in the admin: an editor can do the whole review here, by the same services and rules as at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.admin import ReadOnlyAdmin
from claims.models import Claim, Mention, Position
from core.choices import choices_of
from core.errors import DomainError
from core.errors_in_forms import show_refusal
from desk.presenters.history import history
from publication.services import publish
from reviews import services
from reviews.enums import EvidenceStance
from reviews.models import Evidence, Review
from reviews.queries import current_scale, visible_reviews

DISMISSED = "dismissed"


def _verdicts() -> list[tuple[str, Any]]:
    return [*((word.key, word.label) for word in current_scale().words), (DISMISSED, _("dismissed"))]


class VerdictForm(forms.Form):
    """One verdict with its reason, for one claim or several."""

    verdict = forms.ChoiceField(choices=_verdicts)
    rationale = forms.CharField(widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}))


class PublishForm(forms.Form):
    """What readers are told first, and why it is published if a rule of the policy is not met."""

    summary = forms.CharField(
        label=_("What was found (without it, the last reviewer's reasons)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    override = forms.CharField(
        label=_("Why it is published although a rule is not met (readers see it)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )


class EvidenceForm(forms.Form):
    url = forms.CharField(label=_("Address"), required=False, max_length=2000)
    title = forms.CharField(label=_("What it is"), required=False, max_length=300)
    quotation = forms.CharField(
        label=_("The words that matter"), widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
    )
    stance = forms.ChoiceField(choices=choices_of(EvidenceStance))
    primary = forms.BooleanField(label=_("Primary source"), required=False)


class _Rows(admin.TabularInline):  # type: ignore[type-arg]
    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class MentionInline(_Rows):
    model = Mention
    fields = ["text", "presentation", "score", "version"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        return super().get_queryset(request).select_related("version__article").defer("version__text")


class PositionInline(_Rows):
    model = Position
    fields = ["party", "stance", "quotation", "stated_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Position]:
        return super().get_queryset(request).select_related("party")


class EvidenceInline(_Rows):
    model = Evidence
    fields = ["stance", "title", "url", "quotation", "capture_state", "added_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).filter(withdrawn_at__isnull=True).select_related("added_by")


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    """The list with filters and search; take, give back and verdicts as actions, on the claim's page as links."""

    list_display = ["text", "status", "presentation", "speaker", "outlet", "worth", "age"]
    list_filter = ["status", "presentation", ("mentions__version__article__source", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["speaker"]
    search_fields = ["text", "speaker__name"]
    date_hierarchy = "first_said_at"
    ordering = ["-score", "-id"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["take", "give_back", "give_verdict", "publish"]
    inlines = [MentionInline, PositionInline, EvidenceInline]
    fields = ["text", "speaker", "presentation", "status", "score", "round", "version", "first_said_at", "edited"]
    change_form_template = "admin/claims/claim/change_form.html"

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm("claims.view_claim")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """With the outlet of the first appearance, in the list's own query."""
        first = Mention.objects.filter(claim=OuterRef("pk")).order_by("version_id")
        claims: QuerySet[Claim] = (
            super()
            .get_queryset(request)
            .annotate(outlet_name=Subquery(first.values("version__article__source__name")[:1]))
        )
        return claims

    @admin.display(description=_("outlet"))
    def outlet(self, claim: Claim) -> str:
        return getattr(claim, "outlet_name", None) or ""

    @admin.display(description=_("score"), ordering="score")
    def worth(self, claim: Claim) -> str:
        return f"{claim.score:.2f}"

    @admin.display(description=_("age"), ordering="-first_said_at")
    def age(self, claim: Claim) -> str:
        return timesince(claim.first_said_at, depth=1)

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        own = [
            path("verdict/", guarded(self.verdict_view), name="claims_claim_verdict"),
            path("publish/", guarded(self.publish_view), name="claims_claim_publish"),
            path("<int:claim_id>/evidence/", guarded(self.evidence_view), name="claims_claim_evidence"),
            path("<int:claim_id>/take/", guarded(self.take_view), name="claims_claim_take"),
        ]
        return [*own, *super().get_urls()]

    @admin.action(description=_("Take"), permissions=["view"])
    def take(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        by = _person(request)
        self._each(request, queryset, lambda claim: services.take(by=by, claim_id=claim.pk), _("taken"))

    @admin.action(description=_("Give back"), permissions=["view"])
    def give_back(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        by = _person(request)
        self._each(request, queryset, lambda claim: services.release(by=by, claim_id=claim.pk), _("given back"))

    @admin.action(description=_("Give a verdict …"), permissions=["view"])
    def give_verdict(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse:
        chosen = ",".join(f"{claim.pk}.{claim.version}" for claim in queryset[:100])
        return HttpResponseRedirect(f"{reverse('admin:claims_claim_verdict')}?claims={chosen}")

    @admin.action(description=_("Publish …"), permissions=["view"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse:
        chosen = ",".join(f"{claim.pk}.{claim.version}" for claim in queryset[:100])
        return HttpResponseRedirect(f"{reverse('admin:claims_claim_publish')}?claims={chosen}")

    def verdict_view(self, request: HttpRequest) -> HttpResponse:
        """A verdict on the chosen claims, each at the version that was chosen. Refusals keep what was written."""
        return self._on_chosen(request, VerdictForm(request.POST or None), _decide, _("Give a verdict"), _("decided"))

    def publish_view(self, request: HttpRequest) -> HttpResponse:
        """Publish the chosen claims, each at the version that was chosen. Refusals keep what was written."""
        form = PublishForm(request.POST if request.method == "POST" else None)
        return self._on_chosen(request, form, _publish, _("Publish"), _("published"))

    def _on_chosen(
        self,
        request: HttpRequest,
        form: forms.Form,
        act: Callable[[User, Claim, int, dict[str, Any]], object],
        title: Any,
        done: Any,
    ) -> HttpResponse:
        self._check(request)
        seen = _chosen(request.GET.get("claims", ""))
        claims = list(Claim.objects.filter(pk__in=seen).select_related("speaker"))
        if request.method == "POST" and form.is_valid():
            data, by = form.cleaned_data, _person(request)
            if not self._each(request, claims, lambda claim: act(by, claim, seen[claim.pk], data), done):
                return HttpResponseRedirect(reverse("admin:claims_claim_changelist"))
        context = {"title": title, "claims": claims, "form": form, "opts": self.model._meta}
        return render(request, "admin/claims/claim/verdict.html", {**self.admin_site.each_context(request), **context})

    def evidence_view(self, request: HttpRequest, claim_id: int) -> HttpResponse:
        """Evidence for one claim."""
        self._check(request)
        form = EvidenceForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            try:
                services.add_evidence(
                    by=_person(request),
                    claim_id=claim_id,
                    quotation=data["quotation"],
                    stance=EvidenceStance(data["stance"]),
                    url=data["url"],
                    title=data["title"],
                    primary=data["primary"],
                )
            except DomainError as refusal:
                show_refusal(form, refusal)
            else:
                return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim_id]))
        claims = list(Claim.objects.filter(pk=claim_id).select_related("speaker"))
        context = {"title": _("Add evidence"), "claims": claims, "form": form, "opts": self.model._meta}
        return render(request, "admin/claims/claim/verdict.html", {**self.admin_site.each_context(request), **context})

    def take_view(self, request: HttpRequest, claim_id: int) -> HttpResponse:
        """Take one claim from its page."""
        self._check(request)
        if request.method == "POST":
            self.take(request, Claim.objects.filter(pk=claim_id))
        return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim_id]))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        claim = self.get_object(request, object_id)
        extra = dict(extra_context or {})
        if isinstance(claim, Claim):
            shown = visible_reviews(claim, viewer=_person(request))
            in_round = Review.objects.in_round(claim).count()
            told = history(claim, viewer=_person(request))[:100]
            extra |= {"reviews": shown, "hidden_reviews": in_round - len(shown), "history": told}
        return super().change_view(request, object_id, form_url, extra)

    def _check(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _each(self, request: HttpRequest, claims: Any, act: Callable[[Claim], object], done: Any) -> int:
        """Do it to each claim by itself; say what was refused and why. Returns the number of refusals."""
        fine = refused = 0
        for claim in claims:
            try:
                act(claim)
                fine += 1
            except DomainError as refusal:
                refused += 1
                self.message_user(request, f"“{claim.text[:80]}”: {refusal.message}", messages.ERROR)
        if fine:
            self.message_user(request, f"{fine} {done}.", messages.SUCCESS)
        return refused


def _decide(by: User, claim: Claim, version: int, data: dict[str, Any]) -> object:
    if data["verdict"] == DISMISSED:
        return services.dismiss(by=by, claim_id=claim.pk, expected_version=version, rationale=data["rationale"])
    return services.decide(
        by=by, claim_id=claim.pk, expected_version=version, verdict=data["verdict"], rationale=data["rationale"]
    )


def _publish(by: User, claim: Claim, version: int, data: dict[str, Any]) -> object:
    return publish(
        by=by, claim_id=claim.pk, expected_version=version, summary=data["summary"], override=data["override"]
    )


def _chosen(value: str) -> dict[int, int]:
    """Claim ids with the version that was seen, out of "12.3,15.1"."""
    pairs = [part.partition(".") for part in value[:4000].split(",")]
    return {int(pk): int(version) for pk, _dot, version in pairs if pk.isdigit() and version.isdigit() and len(pk) < 16}


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
