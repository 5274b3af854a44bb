"""The form that adds or changes an address for webhooks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from webhooks.enums import EventType

EVENTS = {
    EventType.PUBLISHED.value: _("a statement is published"),
    EventType.CORRECTED.value: _("a statement is corrected"),
    EventType.RETRACTED.value: _("a statement is retracted"),
    EventType.SPEAKER_MERGED.value: _("two speakers become one"),
    EventType.TEST.value: _("a test"),
}


class EndpointForm(forms.Form):
    """Where messages go, and of what."""

    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=_("http or https, on the public Internet. Each message is sent there with POST."),
    )
    description = forms.CharField(label=_("Whose it is"), required=False, max_length=200)
    event_types = forms.MultipleChoiceField(
        label=_("A message when"),
        required=False,
        choices=[(value, words) for value, words in EVENTS.items() if value != EventType.TEST],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: always."),
    )
