"""The guides say what is so: their made parts are current, and what they name exists."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

from tools import diagrams, draw_rooms, draw_workflow, list_dependencies, list_settings
from tools.screenshots import LOGIN

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))


def _named(guide: Path) -> str:
    return str(guide.relative_to(ROOT))


def test_made_parts_say_what_the_code_says() -> None:
    stale = [_named(path) for path in diagrams.stale_files(loose=False)]
    assert not stale, f"{stale} differ from the code: run `make docs`"


def test_every_made_part_stands_in_a_guide() -> None:
    pages = "".join(path.read_text("utf-8") for path in GUIDES)
    assert set(re.findall(r"<!-- made by tools\.diagrams: ([a-z]+) -->", pages)) == set(diagrams.PARTS)


def test_a_move_that_is_added_shows_up_in_the_diagram(monkeypatch: pytest.MonkeyPatch) -> None:
    before = draw_workflow.diagram()
    rule = draw_workflow.MOVES[draw_workflow.Move.RELEASE]
    monkeypatch.setitem(draw_workflow.MOVES, draw_workflow.Move.DIFFER, rule)
    assert "in_review --> queued: differ" in draw_workflow.diagram()
    assert "in_review --> queued: differ" not in before


@pytest.mark.parametrize("guide", GUIDES, ids=_named)
def test_links_lead_to_files_that_exist(guide: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", guide.read_text("utf-8"))
    files = [target.partition("#") for target in targets if "://" not in target]
    missing = [name for name, _, _ in files if name and not (guide.parent / name).exists()]
    assert not missing


@pytest.mark.parametrize("guide", GUIDES, ids=_named)
def test_links_into_a_page_lead_to_a_heading(guide: Path) -> None:
    for name, _, heading in (
        one.partition("#") for one in re.findall(r"\]\(([^)\s:]+#[^)\s]+)\)", guide.read_text("utf-8"))
    ):
        page = (guide.parent / name) if name else guide
        headings = [_anchor(line) for line in page.read_text("utf-8").splitlines() if line.startswith("#")]
        assert heading in headings


def _anchor(line: str) -> str:
    return re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")


@pytest.mark.parametrize("guide", GUIDES, ids=_named)
def test_make_targets_in_guides_exist(guide: Path) -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z][a-z-]*)", guide.read_text("utf-8"), re.MULTILINE))
    assert named <= set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("guide", GUIDES, ids=_named)
def test_management_commands_in_guides_exist(guide: Path) -> None:
    named = set(re.findall(r"manage\.py ([a-z][a-z_]*)", guide.read_text("utf-8")))
    assert named <= set(get_commands())


def test_every_command_of_ours_is_in_the_readme() -> None:
    rooms = {room.name for room in draw_rooms.rooms()}
    ours = {name for name, app in get_commands().items() if app in rooms}
    readme = (ROOT / "README.md").read_text("utf-8")
    assert {name for name in ours if not re.search(rf"\b{name}\b", readme)} == set()


def test_every_variable_that_settings_read_is_explained() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert {name for name in list_settings.variables() if f"`{name}`" not in page} == set()


def test_variables_in_the_settings_guide_are_read_somewhere() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    named = set(re.findall(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|", page, re.MULTILINE))
    names = {name.strip("`") for row in named for name in row.split(", ")}
    code = MAKEFILE + "".join(path.read_text("utf-8") for path in ROOT.glob("[!.]*/**/*.py") if "var" not in path.parts)
    assert {name for name in names if not re.search(rf"\b{name}\b", code)} == set()


def test_log_ins_of_the_readme_are_those_of_the_demo() -> None:
    from seeds.people import LOGINS

    readme = (ROOT / "README.md").read_text("utf-8")
    people = {(f"{one.first_name} {one.last_name}", one.username, one.password, one.role.value) for one in LOGINS}
    assert people == set(re.findall(r"^\| (\w+ \w+) \| `(\w+)` \| `([\w-]+)` \| (\w+) \|$", readme, re.MULTILINE))
    assert LOGIN in {(one.username, one.password) for one in LOGINS}


def test_every_room_says_in_one_line_what_it_is_for() -> None:
    for room in draw_rooms.rooms():
        assert 10 < len(room.purpose) < 120, room.name
        assert room.purpose.endswith("."), room.name


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    index = (ROOT / "docs" / "adr" / "README.md").read_text("utf-8")
    for path in DECISIONS:
        title = path.read_text("utf-8").splitlines()[0].removeprefix(f"# {path.name[:4]} ")
        assert f"| [{path.name[:4]}]({path.name}) | {title} |" in index


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.name[:4])
def test_a_decision_has_situation_decision_and_consequences(decision: Path) -> None:
    headings = re.findall(r"^## (.+)$", decision.read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Situation"
    assert {"Decision", "Follows from it"} <= set(headings)


def test_every_direct_dependency_is_listed_with_its_purpose() -> None:
    index = (ROOT / "docs" / "adr" / "README.md").read_text("utf-8")
    assert {name for name in list_dependencies.direct() if f"| {name} |" not in index} == set()
    lines = (ROOT / "requirements" / "base.in").read_text("utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#") and "#" not in line] == []


def test_licences_are_read_from_the_packages() -> None:
    assert list_dependencies.licence("django") == importlib.metadata.metadata("django")["License-Expression"]
    assert list_dependencies.licence("no-such-package-anywhere") == "not installed here"


def test_guides_name_no_place_of_somebodys_machine() -> None:
    for guide in GUIDES:
        assert not re.search(r"/(home|root|work|Users|tmp)/", guide.read_text("utf-8")), guide


def test_pictures_of_the_guides_are_small() -> None:
    pictures = list((ROOT / "docs" / "screenshots").glob("*.png"))
    assert all(path.stat().st_size <= 250_000 for path in pictures)
    assert sum(path.stat().st_size for path in pictures) < 3_000_000


def test_the_changelog_has_the_present_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
