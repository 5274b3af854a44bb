"""Prints what the database itself refuses, from the models: a table of keys, checks and triggers, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CheckConstraint, Model, UniqueConstraint

ROOMS = ("audit", "accounts", "sources", "claims", "reviews", "publication", "webhooks")


def table() -> str:
    """One row a promise: the table, the kind, its name, and for keys the columns."""
    rows = [f"| {' | '.join(row)} |" for model in models() for row in _promises(model)]
    return "\n".join(["| table | what | name | columns or moments |", "|---|---|---|---|", *rows])


def models() -> list[type[Model]]:
    """The models of the rooms, upstream rooms first, by name."""
    found = [model for config in apps.get_app_configs() for model in config.get_models() if config.label in ROOMS]
    return sorted(found, key=lambda model: (ROOMS.index(model._meta.app_label), model.__name__))


def _promises(model: type[Model]) -> Iterator[tuple[str, str, str, str]]:
    table = model._meta.db_table
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield table, "unique", "", str(field.column)
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield table, "unique", f"`{constraint.name}`", _columns(constraint)
        elif isinstance(constraint, CheckConstraint):
            yield table, "check", f"`{constraint.name}`", ""
    for trigger in getattr(model._meta, "triggers", []):
        yield table, "trigger", f"`{trigger.name}`", str(trigger.operation).lower().replace(" or ", ", ")


def _columns(constraint: UniqueConstraint) -> str:
    return ", ".join(constraint.fields) or "hashes of long columns"


if __name__ == "__main__":
    import django

    django.setup()
    print(table())
