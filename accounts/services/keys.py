"""A person's own keys."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.models import User
from core.errors import InvalidInput

FIXED = frozenset("?")  # opens the list of keys: whoever has lost their way finds it


def choose_keys(*, by: User, keys: Mapping[str, str], known: frozenset[str]) -> User:
    """Keep which key does what for this person: the desk's key to the key that is pressed. The same key: not kept.

    `known` are the desk's keys. Raises InvalidInput (field: the desk's key) for what is no single visible sign, is
    taken by another act, or is fixed. A matter of taste, not an act of the newsroom: no audit event.
    """
    pressed: dict[str, str] = {}
    for key in sorted(known):
        sign = str(keys.get(key, "")).strip() or key
        if len(sign) != 1 or not sign.isprintable():
            raise InvalidInput(f"“{sign[:10]}” is no single key. Type one letter, digit or sign.", field=key)
        if sign in FIXED and sign != key:
            raise InvalidInput(f"“{sign}” always opens the list of keys. Choose another.", field=key)
        if sign in pressed:
            raise InvalidInput(f"“{sign}” would do two things: it is taken already. Choose another.", field=key)
        pressed[sign] = key
    by.keys = {key: sign for sign, key in pressed.items() if sign != key}
    by.save(update_fields=["keys"])
    return by
