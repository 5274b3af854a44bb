"""What readers can ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.enums import FOUND_STATUSES
from core.choices import label_of
from publication.queries import Filters


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Words"), required=False, max_length=300)
    speaker = forms.CharField(label=_("Who said it"), required=False, max_length=200)
    status = forms.ChoiceField(
        label=_("What we found"),
        required=False,
        choices=[("", _("anything")), *((status.value, label_of(status.value)) for status in FOUND_STATUSES)],
    )
    said_from = forms.DateField(label=_("Said from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    said_to = forms.DateField(label=_("Said to"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def filters(self) -> Filters:
        """What was understood. A field that could not be read is no filter; its error stands beside it."""
        data = getattr(self, "cleaned_data", {})
        return Filters(
            words=data.get("q") or "",
            speaker=data.get("speaker") or "",
            status=data.get("status") or "",
            said_from=data.get("said_from"),
            said_to=data.get("said_to"),
        )
