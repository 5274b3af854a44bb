"""The forms of the claim page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.choices import choices_of
from reviews.enums import EvidenceStance
from reviews.queries import current_scale

DISMISSED = "dismissed"


def verdict_choices() -> list[tuple[str, Any]]:
    """The words of the desk's scale, and to dismiss."""
    return [*((word.key, word.label) for word in current_scale().words), (DISMISSED, _("dismissed"))]


class VerdictForm(forms.Form):
    """A verdict with its reasons, against the version of the claim that the reviewer saw."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    seen_evidence = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=verdict_choices, error_messages={"required": _("Choose a verdict first.")})
    rationale = forms.CharField(required=False, strip=True)


class EvidenceForm(forms.Form):
    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2000,
        help_text=_("Where it stands. Leave it empty for a source on record without one."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Up to 10 MB. It is kept as it is, with its SHA-256."),
    )
    title = forms.CharField(label=_("What it is"), required=False, max_length=300)
    quotation = forms.CharField(label=_("The words that matter"), widget=forms.Textarea(attrs={"rows": 3}))
    stance = forms.ChoiceField(label=_("What it does"), choices=choices_of(EvidenceStance))
    primary = forms.BooleanField(
        label=_("Primary source"),
        required=False,
        help_text=_("The document, recording or person itself, not a report about it."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("url") and data.get("file"):
            raise forms.ValidationError(_("An address or a file, not both: add them one after the other."))
        return data


def override_field() -> forms.CharField:
    """Asks for the reason to publish what does not meet the desk's policy."""
    return forms.CharField(
        label=_("Why it is published all the same"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only if a rule of the policy is not met. Readers see the rule and this reason."),
    )


class PublishForm(forms.Form):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    summary = forms.CharField(
        label=_("What was found"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "b"}),
        help_text=_("One or two sentences that readers see first."),
    )
    override = override_field()


class ReasonForm(forms.Form):
    """Why something published is changed, or a settled claim is reviewed again.

    `version` of the claim and number of the `edition` that the person saw (0: none).
    """

    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    edition = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
    summary = forms.CharField(label=_("What was found"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    override = override_field()
