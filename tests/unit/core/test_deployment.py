"""The files for machines in production agree with each other."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return loaded


def test_compose_starts_everything_a_newsroom_needs(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"database", "broker", "migrate", "web", "worker", "scheduler", "sender"}
    for name in ("web", "worker", "scheduler", "sender"):
        waits_for = compose["services"][name]["depends_on"]
        assert waits_for["migrate"]["condition"] == "service_completed_successfully"
        assert waits_for["database"]["condition"] == "service_healthy"


def test_every_value_that_compose_needs_is_in_the_example() -> None:
    needed = set(re.findall(r"\$\{([A-Z_]+):\?", (ROOT / "compose.yaml").read_text()))
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert needed == {"SECRET_KEY", "POSTGRES_PASSWORD"}
    assert needed <= example


def test_every_value_in_the_example_is_read_by_compose() -> None:
    read = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text()))
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert example <= read


def test_the_worker_of_compose_takes_the_queues_that_tasks_are_sent_to(compose: dict[str, Any]) -> None:
    command = " ".join(compose["services"]["worker"]["command"])
    assert "--queues default,extraction" in command


def test_the_image_leaves_out_what_only_this_machine_has() -> None:
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".venv", "var", ".env", ".git"} <= set(ignored)


def test_ci_runs_what_people_run() -> None:
    assert "exec make test" in (ROOT / ".ci" / "run").read_text()
