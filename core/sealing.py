"""Secrets that have to be read again are stored sealed: a copy of the database alone opens none of them."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def sealed(text: str) -> str:
    """The text under the installation's key."""
    return _box().encrypt(text.encode()).decode()


def opened(stored: str) -> str:
    """The text out of what is stored. Keys of SECRET_KEY_FALLBACKS still open. Raises InvalidToken under another."""
    return _box().decrypt(stored.encode()).decode()


def _box() -> MultiFernet:
    keys = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"sealed:{key}".encode()).digest())) for key in keys]
    )
