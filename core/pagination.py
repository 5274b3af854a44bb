"""Pages of a long list without counting it: the next page begins where this one ends."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from core.errors import InvalidInput

M = TypeVar("M", bound=Model)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """`rows`, and the cursors of the pages around it ("" where there is none)."""

    rows: list[R]
    next_cursor: str
    previous_cursor: str


def keyset_page(queryset: QuerySet[M, R], *, order: tuple[str, ...], size: int, cursor: str = "") -> Page[R]:
    """The page after (or before) the cursor. `order` names columns, "-" for descending; the last must be unique.

    Rows are models, or named tuples (`values_list(..., named=True)`) that have the columns of `order`.
    Costs the same on the thousandth page as on the first. Raises InvalidInput for a cursor that is none of ours.
    """
    backwards, values = _decode(cursor, len(order)) if cursor else (False, [])
    walk = tuple(_turned(name) for name in order) if backwards else order
    rows_query = queryset.order_by(*walk)
    if values:
        try:
            rows_query = rows_query.filter(_beyond(walk, values))
        except (ValueError, TypeError, ValidationError) as error:  # a word where the column holds a number or a day
            raise _unknown() from error
    rows = list(rows_query[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_next = bool(rows) and (more if not backwards else True)
    has_previous = bool(rows) and (bool(cursor) if not backwards else more)
    return Page(
        rows=rows,
        next_cursor=_encode(order, rows[-1], backwards=False) if has_next else "",
        previous_cursor=_encode(order, rows[0], backwards=True) if has_previous else "",
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: tuple[str, ...], values: list[Any]) -> Q:
    """Rows that come after the values in this order: column by column, as a row comparison would."""
    condition, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        column = name.removeprefix("-")
        beyond = Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value})
        condition |= equal & beyond
        equal &= Q(**{column: value})
    # Says nothing new, but lets the index begin at the cursor instead of walking up to it.
    first = order[0].removeprefix("-")
    return condition & Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]})


def _encode(order: tuple[str, ...], row: object, *, backwards: bool) -> str:
    values = [_plain(getattr(row, name.removeprefix("-"))) for name in order]
    packed = json.dumps([backwards, values], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _decode(cursor: str, count: int) -> tuple[bool, list[Any]]:
    try:
        packed = base64.urlsafe_b64decode(cursor[:2000] + "=" * (-len(cursor[:2000]) % 4))
        backwards, values = json.loads(packed)
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise _unknown() from error
    plain = isinstance(values, list) and len(values) == count and all(_usable(value) for value in values)
    if not isinstance(backwards, bool) or not plain:
        raise _unknown()
    return backwards, values


def _usable(value: Any) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if isinstance(value, str):
        return "\x00" not in value
    return isinstance(value, float) and value == value and abs(value) != float("inf")


def _unknown() -> InvalidInput:
    return InvalidInput("This page address is not one of ours. Start again from the first page.", field="cursor")
