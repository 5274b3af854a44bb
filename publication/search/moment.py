"""The moment that `as_of` names."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

from core.errors import InvalidInput

_LONGEST = 40


def moment_of(text: str) -> datetime | None:
    """The moment that an `as_of` names, in UTC; None for an empty one.

    Takes ISO 8601 with a zone, to the minute or finer, as 2026-01-31T12:00Z or 2026-01-31T13:00+01:00. A day alone is
    refused: whose noon is meant cannot be guessed. So is the future: what will be public nobody knows. A "+" that a
    form turned into a blank is read as "+". Raises InvalidInput for the field `as_of`.
    """
    text = text.strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text[:_LONGEST].replace(" ", "+") if "T" in text else "")
        if moment.tzinfo is None:
            raise ValueError
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(
            "as_of has to be a moment with its zone, as in 2026-01-31T12:00Z or 2026-01-31T13:00+01:00.",
            field="as_of",
        ) from error
    if moment > timezone.now():
        raise InvalidInput("as_of lies in the future. What stands now is shown without it.", field="as_of")
    return moment
