"""Secrets and signatures, by the Standard Webhooks specification (https://www.standardwebhooks.com/)."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime
from math import floor

from standardwebhooks import Webhook


def new_secret() -> str:
    """24 bytes of chance, written as the specification says."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(24)).decode()}"


def headers_of(*, message_id: str, at: datetime, body: str, keys: Iterable[str]) -> dict[str, str]:
    """The three headers of a message: one signature for each key. `at` is the time of this try, in UTC."""
    signatures = [Webhook(key).sign(message_id, at, body) for key in keys]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(floor(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
