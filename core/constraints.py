"""Promises that many tables make, written once."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import CheckConstraint, F, Q


def all_or_none(*fields: str, name: str) -> CheckConstraint:
    """All the fields are set or none is: who and when belong together."""
    every_set, every_null = Q(), Q()
    for field in fields:
        every_set &= Q(**{f"{field}__isnull": False})
        every_null &= Q(**{f"{field}__isnull": True})
    return CheckConstraint(condition=every_set | every_null, name=name)


def offsets_in_order(start: str = "start_offset", end: str = "end_offset", *, name: str) -> CheckConstraint:
    """0 <= start < end; null where there is no span."""
    condition = Q(**{f"{start}__gte": 0}) & Q(**{f"{end}__gt": F(start)})
    return CheckConstraint(condition=condition, name=name)


def one_of(field: str, enum: type[StrEnum], *, name: str) -> CheckConstraint:
    """The column holds a word of the enumeration and nothing else."""
    return CheckConstraint(condition=Q(**{f"{field}__in": [member.value for member in enum]}), name=name)


def share(field: str, *, name: str) -> CheckConstraint:
    """The number lies in 0..1."""
    return CheckConstraint(condition=Q(**{f"{field}__gte": 0}) & Q(**{f"{field}__lte": 1}), name=name)
