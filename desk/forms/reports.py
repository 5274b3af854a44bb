"""The answer to a reader's report."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from publication.enums import ReportOutcome


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[
            (ReportOutcome.CORRECTED.value, _("the reader is right: we corrected or retracted the statement")),
            (ReportOutcome.NO_CHANGE.value, _("the statement stands")),
            (ReportOutcome.NO_REPORT.value, _("no report of an error: nothing is sent")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("What the reader is told"),
        required=False,
        max_length=settings.LIMIT_RATIONALE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
