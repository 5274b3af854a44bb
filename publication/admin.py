"""The publication policy to manage, and editions to read: what is public changes by a new edition, from the claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from audit.admin import AuditedAdmin, ReadOnlyAdmin
from publication.models import Edition, GateRule
from publication.models.gate_rule import FINDINGS


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["claim_text", "number", "kind", "status", "speaker_name", "published_at"]
    list_filter = ["kind", "status"]
    search_fields = ["claim_text", "speaker_name"]
    date_hierarchy = "published_at"
    show_full_result_count = False
    list_select_related = ["fact_check"]
    fields = [
        "page", "number", "kind", "status", "claim_text", "summary", "speaker", "speaker_name", "outlet", "outlet_name",
        "said_at", "reason", "published_by", "published_at",
    ]  # fmt: skip

    @admin.display(description="As readers see it")
    def page(self, edition: Edition) -> str:
        """The page of its claim, where each edition stands in words."""
        claim = reverse("publication:claim", args=[edition.fact_check.claim_id, edition.fact_check.slug])
        return format_html('<a href="{}">{}</a>', claim, claim)

    def ledger_target(self, row: Any) -> tuple[str, int]:
        return "claim", row.fact_check.claim_id


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A rule of the policy: whether it is asked for, how many, and for which findings."""

    statuses = forms.MultipleChoiceField(
        label="Findings", choices=FINDINGS, widget=forms.CheckboxSelectMultiple, help_text="For which it is asked."
    )

    needed = forms.IntegerField(
        min_value=1,
        max_value=20,
        error_messages={
            "min_value": "At least one. To ask for none, switch the rule off.",
            "max_value": "At most 20: more than anybody finds for one claim.",
        },
    )

    class Meta:
        model = GateRule
        fields = ["active", "needed", "statuses"]


@admin.register(GateRule)
class GateRuleAdmin(AuditedAdmin):
    """Rules are switched on and off and set; the kinds that there are come with the product."""

    list_display = ["words", "active", "needed"]
    form = RuleForm
    fields = ["words", "active", "needed", "statuses"]
    readonly_fields = ["words"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
