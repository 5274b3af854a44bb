"""Rows that must go on saying what their event said: an event holds the SHA-256 of the row as it left it.

A model takes part by naming `ledger_fields`. With `ledger_complete`, each of its rows has to stand in an event.
`ledger_files` names (file, column with its SHA-256). No code of the rooms is called, only their tables are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Model

from audit.canonical import canonical_json, moment


def bound_models() -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if fields_of(model))


def fields_of(model: type[Model]) -> tuple[str, ...]:
    """The columns that an event vouches for; none for a model that takes no part."""
    return tuple(getattr(model, "ledger_fields", ()))


def name_of(model: type[Model], pk: int) -> str:
    """How an event names a row: "reviews.review/12"."""
    return f"{model._meta.label_lower}/{pk}"


def digests(model: type[Model], pks: Iterable[int]) -> dict[int, str]:
    """SHA-256 (hex) of what these rows say now, by key; a row that is gone is not in it. One query."""
    fields = fields_of(model)
    rows = model._base_manager.filter(pk__in=list(pks)).values_list("pk", *fields)
    return {pk: digest(dict(zip(fields, values, strict=True))) for pk, *values in rows}


def text_of(row: Model) -> str:
    """What an event vouches for of this row as the database has it now: canonical JSON, whose SHA-256 is the digest."""
    fields = fields_of(type(row))
    values = type(row)._base_manager.filter(pk=row.pk).values_list(*fields).get()
    return _text(dict(zip(fields, values, strict=True)))


def digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(_text(values).encode()).hexdigest()


def _text(values: dict[str, Any]) -> str:
    """Of the columns that hold something: one that is added later, empty in the old rows, changes no digest."""
    return canonical_json({name: _plain(value) for name, value in values.items() if _holds(value)})


def bindings_of(rows: Iterable[Model]) -> dict[str, str]:
    """What an event keeps of these rows: their names with their digests, as the database has them now."""
    by_model: dict[type[Model], list[int]] = {}
    for row in rows:
        if fields_of(type(row)):
            by_model.setdefault(type(row), []).append(row.pk)
    return {name_of(model, pk): found for model, pks in by_model.items() for pk, found in digests(model, pks).items()}


def _holds(value: Any) -> bool:
    return not (value is None or value is False or value == "")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
