"""What the single keys of the desk do. One table: for the list under ?, the page of one's own keys and the tests."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Key:
    """One act that a key does. `key` is the desk's own, as pages name it in data-key; `also`: keys that do the same
    and stay as they are.
    """

    key: str
    does: Promise | str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """Keys pressed together that nobody can change."""

    keys: tuple[str, ...]
    does: Promise | str


KEYS: tuple[Key, ...] = (
    Key("j", _("next row")),
    Key("k", _("previous row")),
    Key("o", _("open the row"), also=("⏎",)),
    Key("t", _("take the claim")),
    Key("a", _("add text, a link or a file")),
    Key("n", _("next claim in the article")),
    Key("p", _("previous claim in the article")),
    Key("e", _("add evidence")),
    Key("s", _("record where a party stands")),
    Key("q", _("ask a party for its reply")),
    Key("w", _("correct what was found")),
    Key("c", _("confirm")),
    Key("d", _("dispute")),
    Key("u", _("unconfirmed")),
    Key("x", _("dismiss; in the queue: choose the row"), also=("␣",)),
    Key("*", _("choose all rows shown")),
    Key("g", _("give the chosen rows to a person")),
    Key("l", _("file the chosen rows under a topic")),
    Key("i", _("dismiss the chosen rows")),
    Key("r", _("write the rationale")),
    Key("m", _("answer with the matching check")),
    Key("b", _("publish")),
    Key("z", _("undo")),
    Key("/", _("search")),
)
FIXED: tuple[Fixed, ...] = (
    Fixed(("Ctrl", "⏎"), _("send the form one is in")),
    Fixed(("Esc",), _("leave a field, so that keys work again")),
    Fixed(("?",), _("all keys")),
)
KNOWN = frozenset(key.key for key in KEYS)
