"""The forms of the queue: acts on several claims, saved views, taking over, priorities."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.enums import PriorityLevel
from core.choices import choices_of
from reviews.enums import BulkKind, SkipReason


class BulkForm(forms.Form):
    """Which act, on which claims (each "number.version"), and what the act needs."""

    act = forms.ChoiceField(choices=choices_of(BulkKind))
    assignee = forms.CharField(required=False, max_length=16)
    topic = forms.CharField(required=False, max_length=200)
    reason = forms.ChoiceField(choices=choices_of(SkipReason), required=False)
    words = forms.CharField(required=False, max_length=2000)


class SaveViewForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    shared = forms.BooleanField(label=_("For the whole desk"), required=False)


class TakeOverForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        help_text=_("The person who has it reads this. What they wrote is kept for them."),
        error_messages={"required": _("Say in a few words why you take it over.")},
    )


class PriorityForm(forms.Form):
    """An editor's word on a claim, a speaker, a topic or an outlet."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in ("claim", "speaker", "topic", "source")])
    target = forms.IntegerField(min_value=1)
    level = forms.TypedChoiceField(choices=PriorityLevel.choices(), coerce=int)
    note = forms.CharField(required=False, max_length=300)
