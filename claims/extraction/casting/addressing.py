"""Who is spoken to in a turn of a conversation: "Senator Cole, you said ...", "Now, Mr Dahl, did you ..."."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from claims.extraction.casting.cast import Cast, Entity
from claims.extraction.casting.page import Page
from claims.extraction.casting.roles import PEOPLE
from claims.extraction.types import SpeakerKind

_BEFORE_A_NAME = frozenset("now so and but well then thank thanks you okay ok yes no please sorry right again".split())
_ENDS = frozenset((".", "?", "!"))
_REACH = 40  # tokens from the name to "you"


class _Meant(Protocol):
    @property
    def entity(self) -> Entity: ...


def called_by_name(
    page: Page, cast: Cast, meaning: Callable[[list[int]], _Meant | None], token: int, here: int
) -> Entity | None:
    """The person who is called by name, or by office, before the "you" at `token` in the turn `here`; else None.

    "The head of the agency, Ms. Stein, told us you ..." calls nobody: a name counts at the head of a sentence only.
    """
    columns, at = page.columns, cast.at
    start = page.turns[here].words.start
    for k in range(token - 1, max(-1, token - _REACH), -1):
        if columns.start[k] < start:
            break
        after = page.after(k)
        if after >= len(page) or columns.word[after] not in (",", "—", "–", "?"):
            continue
        first = k
        while k in at and first > 0 and at.get(first - 1) is at[k] and columns.start[first - 1] >= start:
            first -= 1
        office = columns.lower[k] in PEOPLE
        if office and k not in at and k > 0 and columns.tag[k - 1] in ("NNP", "NN") and columns.start[k - 1] >= start:
            first = k - 1
        if not _opens_address(page, first, start):
            continue
        if k in at and at[k].kind is SpeakerKind.PERSON:
            return at[k]
        if office:
            found = meaning([k])
            if found is not None and found.entity.kind is SpeakerKind.PERSON:
                return found.entity
    return None


def _opens_address(page: Page, first: int, start: int) -> bool:
    """Whether a name stands where one is called: at the head of a sentence, perhaps behind "now," or "thank you,"."""
    columns = page.columns
    if columns.start[first] <= start:
        return True
    before = page.before(first)
    if columns.word[before] == ",":
        before = page.before(before)
    for _ in range(3):
        if before < 0 or columns.start[before] < start or columns.word[before] in _ENDS:
            return True
        if columns.lower[before] not in _BEFORE_A_NAME:
            return False
        before = page.before(before)
    return False
