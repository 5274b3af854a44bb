"""What an HTTP status means for the person who gave the address."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from core.http.errors import FetchFailed

_LONGEST_WAIT: Final = 24 * 3600
_SENTENCES: Final = {
    401: "The site asks for a sign-in (401). Open the page yourself and paste its text.",
    402: "The site asks for payment (402). Open the page yourself and paste its text.",
    403: "The site does not let us read this page (403). Open it yourself and paste its text.",
    404: "There is no page at this address (404). Check it for typing errors.",
    410: "The page was taken away by its site (410). Look for it in a web archive, or paste its text.",
    429: "The site asks us to come back later (429). Try again in a while, or paste the text.",
    451: "The site may not show this page here for legal reasons (451). Paste its text if you have it.",
}
_TRY_AGAIN: Final = frozenset({408, 425, 429})


def check_status(status: int, *, retry_after: int | None = None) -> None:
    """Pass 2xx and 304; raise `FetchFailed` with a sentence for all else."""
    if 200 <= status < 300 or status == 304:
        return
    permanent = 400 <= status < 500 and status not in _TRY_AGAIN
    default = (
        f"The site answered with the error {status}. Check the address, or paste the text."
        if permanent
        else f"The site has a problem of its own ({status}). Try again later, or paste the text."
    )
    raise FetchFailed(_SENTENCES.get(status, default), permanent=permanent, status=status, retry_after=retry_after)


def retry_after_of(value: str | None) -> int | None:
    """Seconds to wait by a Retry-After header (a number or a date), at most a day; None where it says nothing."""
    if not value or len(value) > 60:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0, min(int((moment - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT))
