"""Forms about the parties to a claim: where they stand, and what they were asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.enums import SpeakerKind, Stance
from core.choices import choices_of, label_of
from reviews.enums import Channel
from reviews.models import Evidence
from reviews.services.contact import ANSWERS

_NAMES = {"data-names": "", "autocomplete": "off"}
_MOMENT = {"type": "datetime-local"}
_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"]
_KINDS = [(k.value, label_of(k.value)) for k in (SpeakerKind.ORGANISATION, SpeakerKind.PERSON, SpeakerKind.GOVERNMENT)]


def _moment(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=_FORMATS,
        widget=forms.DateTimeInput(attrs=_MOMENT, format="%Y-%m-%dT%H:%M"),
    )


class PositionForm(forms.Form):
    """One party's stand, with what it rests on."""

    party = forms.CharField(label=_("Party"), max_length=300, widget=forms.TextInput(attrs=_NAMES))
    kind = forms.ChoiceField(label=_("If new, it is"), choices=_KINDS, required=False)
    stance = forms.ChoiceField(label=_("Where it stands"), choices=choices_of(Stance))
    quotation = forms.CharField(label=_("In its words"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    address = forms.CharField(label=_("Address"), required=False, max_length=2000)
    evidence = forms.TypedChoiceField(label=_("Or from the evidence"), required=False, coerce=int, empty_value=None)
    note = forms.CharField(label=_("Or a note"), required=False, max_length=2000)
    stated_at = _moment(_("When"), required=False, help_text=_("Left empty: now."))

    def __init__(self, *args: Any, evidence: list[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["evidence"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = [("", "—"), *((row.pk, str(row)[:80]) for row in evidence)]


class AskForm(forms.Form):
    """A request to a party for its reply."""

    party = forms.CharField(label=_("Party"), max_length=300, widget=forms.TextInput(attrs=_NAMES))
    kind = forms.ChoiceField(label=_("If new, it is"), choices=_KINDS, required=False)
    asked_whom = forms.CharField(
        label=_("Whom you asked"), max_length=300, help_text=_("For instance: press office of the ministry.")
    )
    channel = forms.ChoiceField(label=_("How"), choices=choices_of(Channel))
    asked_at = _moment(_("When"), required=False, help_text=_("Left empty: now."))
    deadline = _moment(_("Answer by"))
    question = forms.CharField(label=_("What you asked"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    """What came back, in their words."""

    stance = forms.ChoiceField(
        label=_("What it is"), choices=[(stance.value, label_of(stance.value)) for stance in ANSWERS]
    )
    answer = forms.CharField(label=_("The answer in their words"), widget=forms.Textarea(attrs={"rows": 4}))
    answered_at = _moment(_("When"), required=False, help_text=_("Left empty: now."))
