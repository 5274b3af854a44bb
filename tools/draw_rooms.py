"""Draws the rooms of the house and who imports whom, from the code itself: docs/rooms.svg.

The rooms and their order come from .importlinter, what each is for from its package's docstring, the imports from
the syntax trees of its files (inside functions too; migrations and tests left out). Text in, text out.
"""

from __future__ import annotations

import ast
import configparser
import textwrap
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What flows from each room of the river to the next one. Every other room is a door above it or ground below it.
RIVER = {"sources": "text", "claims": "claims", "reviews": "findings", "publication": ""}
GROUND = ("accounts", "audit", "core")

WIDTH, BOX, TALL, GAP, LEFT, CELL = 1000, 184, 124, 72, 24, 24
STYLE = """
  svg { font: 13px/1.4 system-ui, sans-serif; }
  .paper { fill: #fbfaf7; } .box { fill: #fff; stroke: #5b6470; } .river { fill: #e6eff7; stroke: #1f5c8f; }
  .empty { stroke-dasharray: 5 4; } text { fill: #22262b; } .name { font-weight: 600; font-size: 15px; }
  .small { fill: #4a525c; font-size: 12px; } .flow { stroke: #1f5c8f; stroke-width: 3; marker-end: url(#tip); }
  .tip, .dot { fill: #1f5c8f; } .grid { fill: none; stroke: #cdd2d8; } .self { fill: #dfe3e8; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #16191d; } .box { fill: #20252b; stroke: #8e99a6; } .river { fill: #1b2f42; stroke: #79b4e3; }
    text { fill: #eceef0; } .small { fill: #b9c1ca; } .flow { stroke: #79b4e3; } .tip, .dot { fill: #79b4e3; }
    .grid { stroke: #3b434c; } .self { fill: #343b44; }
  }"""


@dataclass(frozen=True, slots=True)
class Room:
    """A package of the product: its purpose in one line, the rooms it imports, and whether it has code yet."""

    name: str
    purpose: str
    imports: frozenset[str]
    empty: bool


def rooms() -> list[Room]:
    """The rooms in the order of the direction rule: each imports only what comes after it."""
    rules = configparser.ConfigParser()
    rules.read(ROOT / ".importlinter", "utf-8")
    names = rules["importlinter:contract:apps"]["layers"].replace("|", " ").split()
    return [_room(name, frozenset(names)) for name in names]


def _room(name: str, names: frozenset[str]) -> Room:
    files = [path for path in sorted((ROOT / name).rglob("*.py")) if "migrations" not in path.parts]
    found = {target for path in files for target in _imported(path)}
    purpose = ast.get_docstring(ast.parse((ROOT / name / "__init__.py").read_text("utf-8"))) or ""
    return Room(name, purpose.split("\n")[0], frozenset(found & names - {name}), empty=len(files) < 2)


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def drawing() -> str:
    """The whole SVG."""
    house = rooms()
    river = [room for name in RIVER for room in house if room.name == name]
    ground = [room for room in house if room.name in GROUND]
    doors = [room for room in house if room not in river and room not in ground]
    body = [*_row(doors, 24), *_row(river, 176), *_row(ground, 328), *_flows(176), *_matrix(house, 496)]
    height = 496 + 110 + CELL * len(house)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t">'
    title = '<title id="t">The rooms of Claimdesk, the river of text through them, and which room imports which</title>'
    tip = '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="4" markerHeight="4" orient="auto">'
    defs = f'<defs>{tip}<path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>'
    paper = f'<rect class="paper" width="{WIDTH}" height="{height}"/>'
    return "\n".join([head, title, f"<style>{STYLE}\n</style>", defs, paper, *body, "</svg>", ""])


def _places(count: int) -> list[int]:
    """The left edges of a row: the river's grid for up to four, narrower gaps for five."""
    gap = GAP if count < 5 else (WIDTH - 2 * LEFT - count * BOX) // (count - 1)
    return [LEFT + place * (BOX + gap) for place in range(count)]


def _row(row: list[Room], top: int) -> list[str]:
    lines = []
    for room, left in zip(row, _places(len(row)), strict=True):
        look = " ".join(["river" if room.name in RIVER else "box", *(["empty"] if room.empty else [])])
        lines.append(f'<rect class="{look}" x="{left}" y="{top}" width="{BOX}" height="{TALL}" rx="6"/>')
        lines.append(_text("name", left + 12, top + 22, room.name + (" (empty)" if room.empty else "")))
        words = textwrap.wrap(room.purpose, 25)
        lines += [_text("small", left + 12, top + 41 + 16 * line, part) for line, part in enumerate(words)]
    return lines


def _flows(top: int) -> list[str]:
    lines = []
    for left, what in zip(_places(4), list(RIVER.values())[:-1], strict=False):
        start, middle = left + BOX + 5, top + TALL // 2
        lines.append(f'<line class="flow" x1="{start}" y1="{middle}" x2="{start + GAP - 12}" y2="{middle}"/>')
        lines.append(_text("small", start + GAP // 2 - 5, middle - 10, what, anchor="middle"))
    return lines


def _matrix(house: list[Room], top: int) -> list[str]:
    """A dot where the room of the row imports the room of the column. Below the diagonal there is none."""
    left = LEFT + 110
    lines = [_text("name", LEFT, top - 14, "Which room imports which: rows import columns, and never the other way")]
    for row, room in enumerate(house):
        y = top + 80 + row * CELL
        lines.append(_text("small", left - 8, y + 16, room.name, anchor="end"))
        turn = f"rotate(-50 {left + row * CELL + 12} {top + 72})"
        lines.append(_text("small", left + row * CELL + 12, top + 72, room.name, extra=f' transform="{turn}"'))
        for column, other in enumerate(house):
            x = left + column * CELL
            kind = "grid self" if room is other else "grid"
            lines.append(f'<rect class="{kind}" x="{x}" y="{y}" width="{CELL}" height="{CELL}"/>')
            if other.name in room.imports:
                lines.append(f'<circle class="dot" cx="{x + CELL // 2}" cy="{y + CELL // 2}" r="6"/>')
    return lines


def _text(look: str, x: int, y: int, words: str, *, anchor: str = "start", extra: str = "") -> str:
    return f'<text class="{look}" x="{x}" y="{y}" text-anchor="{anchor}"{extra}>{escape(words)}</text>'


if __name__ == "__main__":
    (ROOT / "docs" / "rooms.svg").write_text(drawing(), "utf-8")
