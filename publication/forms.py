"""What readers can ask for, as addresses hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from claims.enums import FOUND_STATUSES
from publication.search import Name, Reading, read

STATUSES = tuple(status.value for status in FOUND_STATUSES)
_LONGEST = 200


def reading_of(data: Mapping[str, str]) -> Reading:
    """What an address asks for: the text of the box (`q`), and one filter each under its own name, as programs do.

    A filter that cannot be read is left out.
    """
    reading = read(data.get("q", ""), statuses=STATUSES)
    changes: dict[str, Any] = {}
    for name in ("speaker", "outlet"):
        quoted = f'{name}:"{data.get(name, "")[:_LONGEST].replace(chr(34), " ")}"'
        if (given := getattr(read(quoted, statuses=STATUSES), name)) is not None:
            changes[name] = Name(given.text)
    if data.get("status") in STATUSES:
        changes["status"] = data["status"]
    for name in ("said_from", "said_to"):
        if day := _day(data.get(name, "")):
            changes[name] = day
    return replace(reading, **changes)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


class ReportForm(forms.Form):
    """An error that a reader reports. `website` is shown to nobody: who fills it in is a machine."""

    text = forms.CharField(
        label=_("What is wrong, and how do you know?"),
        max_length=settings.LIMIT_REPORT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("A source helps most: an address, a document, a date."),
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=100)
    email = forms.EmailField(
        label=_("Your mail address"),
        required=False,
        max_length=254,
        help_text=_("For our answer and nothing else. Without it we read your report, but cannot answer you."),
    )
    website = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
