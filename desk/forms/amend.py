"""Forms by which a person puts right what was extracted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.enums import SpeakerKind
from core.choices import choices_of
from reviews.services import Part

_REASON = _("Why")
_SELECT = _("Select them in the text, or type them as they stand there.")
_WORDS = {"data-words": "", "autocomplete": "off"}


class AmendForm(forms.Form):
    """Against which version, seen how, and why. `mention`: the place in a text that the page shows."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    mention = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    reason = forms.CharField(label=_REASON, required=False, max_length=1000)


class TextForm(AmendForm):
    text = forms.CharField(label=_("The claim"), widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ["text", "reason"]


class SpeakerForm(AmendForm):
    name = forms.CharField(
        label=_("Who says it"),
        required=False,
        max_length=300,
        help_text=_("A name that is not known yet is added."),
        widget=forms.TextInput(attrs={"data-names": "", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("If new, it is"), choices=choices_of(SpeakerKind), required=False)
    words = forms.CharField(
        label=_("The words that name them"), required=False, help_text=_SELECT, widget=forms.TextInput(attrs=_WORDS)
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    field_order = ["name", "kind", "words", "reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("name") and not data.get("words"):
            raise forms.ValidationError(_("Choose a speaker, type a name, or select the words in the text."))
        return data


class SpanForm(AmendForm):
    part = forms.ChoiceField(
        label=_("Which"),
        choices=[
            (Part.CONTENT, _("what is said")),
            (Part.SPEAKER, _("who says it")),
            (Part.CUE, _("the word for saying")),
        ],
    )
    words = forms.CharField(label=_("The right words"), help_text=_SELECT, widget=forms.TextInput(attrs=_WORDS))
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    field_order = ["part", "words", "reason"]


class AboutForm(AmendForm):
    names = forms.CharField(
        label=_("Whom it is about"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One name a line, the main one first. They have not said it."),
    )
    field_order = ["names", "reason"]


class SplitForm(AmendForm):
    first = forms.CharField(label=_("The first claim"), widget=forms.Textarea(attrs={"rows": 2}))
    second = forms.CharField(label=_("The second claim"), widget=forms.Textarea(attrs={"rows": 2}))
    words = forms.CharField(
        label=_("Where the second stands"), required=False, help_text=_SELECT, widget=forms.TextInput(attrs=_WORDS)
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    field_order = ["first", "second", "words", "reason"]


class MergeForm(AmendForm):
    into = forms.IntegerField(
        label=_("Number of the other claim"), min_value=1, help_text=_("It stands in the address of its page.")
    )
    field_order = ["into", "reason"]


# What can be put right, in the order of the page.
AMENDMENTS: dict[str, type[AmendForm]] = {
    "text": TextForm,
    "speaker": SpeakerForm,
    "span": SpanForm,
    "about": AboutForm,
    "split": SplitForm,
    "merge": MergeForm,
}
