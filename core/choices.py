"""Model choices out of plain enumerations."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def label_of(value: str) -> Promise:
    """The words for one value: `not_confirmed` reads "not confirmed"."""
    return _(value.replace("_", " "))


def choices_of(enum: type[StrEnum]) -> list[tuple[str, Promise]]:
    return [(member.value, label_of(member.value)) for member in enum]
