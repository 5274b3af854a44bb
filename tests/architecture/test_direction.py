"""What import-linter cannot see: relations, migrations and reverse names that look the wrong way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parent.parent.parent
# Upstream first: a room may look only to those before it.
RIVER = ["core", "audit", "accounts", "sources", "claims", "reviews", "publication", "webhooks"]


def place(label: str) -> int:
    return RIVER.index(label) if label in RIVER else -1


def test_no_relation_points_downstream() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in RIVER
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if place(field.related_model._meta.app_label) > place(model._meta.app_label)
    ]
    assert wrong == []


def test_no_migration_depends_downstream() -> None:
    loader = MigrationLoader(None)
    wrong = [
        f"{key} -> {dependency}"
        for key, migration in loader.disk_migrations.items()
        for dependency in migration.dependencies
        if key[0] in RIVER and place(dependency[0]) > place(key[0])
    ]
    assert wrong == []


def test_no_room_uses_a_reverse_name_of_a_later_room() -> None:
    wrong = []
    for target, name, room in _relations():
        used = re.compile(rf"\b{name}(?:__|\.all\(|\.filter\()")
        earlier = [other for other in RIVER if place(target) <= place(other) < place(room)]
        wrong += [f"{path}: {name}" for path in _code(earlier) if used.search(path.read_text())]
    assert wrong == []


def _relations() -> Iterator[tuple[str, str, str]]:
    """(room that is pointed to, reverse name, room that points) for each relation between two rooms."""
    for model in apps.get_models():
        room = model._meta.app_label
        for field in model._meta.get_fields():
            target = field.related_model
            if room not in RIVER or not field.is_relation or field.auto_created or target is None:
                continue
            name = field.remote_field.related_name
            if name and target != "self" and place(target._meta.app_label) < place(room):
                yield target._meta.app_label, name, room


def _code(rooms: list[str]) -> list[Path]:
    return [path for room in rooms for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]


def test_public_templates_include_only_components_and_their_own() -> None:
    wrong = []
    for folder in ("public", "desk"):
        for path in (ROOT / "templates" / folder).rglob("*.html"):
            for name in re.findall(r'{%\s*(?:include|extends)\s+"([^"]+)"', path.read_text()):
                if not name.startswith(("components/", f"{folder}/", "base.html")) and "samples" not in path.parts:
                    wrong.append(f"{path.relative_to(ROOT)}: {name}")
    assert wrong == []


def test_views_and_tasks_write_nothing_themselves() -> None:
    doors = [*(ROOT / "desk" / "views").rglob("*.py"), *(ROOT / "api").rglob("*.py"), *ROOT.glob("*/tasks.py")]
    wrong = [
        str(path.relative_to(ROOT))
        for path in doors
        if re.search(r"\.(?:save|create|delete|update)\(", path.read_text())
    ]
    assert wrong == []


def test_every_status_stands_in_the_table_of_moves() -> None:
    from claims.enums import VerificationStatus
    from reviews.workflow import MOVES

    ends = {status for rule in MOVES.values() for status in rule.ends}
    starts = {status for rule in MOVES.values() for status in rule.starts}
    assert starts | ends == set(VerificationStatus)
    assert ends == set(VerificationStatus) - {VerificationStatus.CANDIDATE}
