"""The words of publication."""

from __future__ import annotations

from enum import StrEnum


class EditionKind(StrEnum):
    PUBLICATION = "publication"  # the first edition, or a new finding after a re-opened review
    CORRECTION = "correction"
    RETRACTION = "retraction"
