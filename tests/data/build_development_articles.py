"""Compile the invented development articles into one JSON Lines file.

In: ``development_articles/*.txt``, one readable file an article. Out:
``development_articles.jsonl`` with offsets (code points, end exclusive) into ``text``.
Run ``python -m tests.data.build_development_articles`` after editing an article.

An article file has a header (``title: …``) and sections that start with ``--- name``:

* ``text``: the article itself. ``{nbsp}`` stands for a no-break space.
* ``positions``: ``p1: party | stance | sentence that says so | words naming the party``.
  Party ``-`` is nobody ("could not be verified").
* ``attributions``: ``id [< parent] speaker | status [| p1, p2 or self stance]``, then an indented line
  ``source | cue | content`` (pieces joined by `` ++ ``), then optionally ``= claim that stands by itself``.
* ``statements``: ``w1: words of the text => statement that stands by itself``; ``?w1`` is optional.
* ``speakers``: one name a line, ``= alias; alias`` after it. Nameless ones only list aliases.

Words are found in the text, nobody counts characters: the longest piece of a content must be unique, the
other pieces are the nearest to it, the cue the nearest to the content, the source the nearest to the cue.
``he#3`` is the third "he" of the text. ``first words ... last words`` is everything from the one to the other.
An inner attribution takes over the positions of a denied or unconfirmed outer one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Span = tuple[int, int]
SOURCES = Path(__file__).parent / "development_articles"
COMPILED = Path(__file__).parent / "development_articles.jsonl"
# Of the same form, written elsewhere: for measuring only. Who works on the rules does not read its articles.
CLOSED = Path(__file__).parent / "closed_articles.jsonl"
STATUSES = ("asserted", "hedged", "hearsay", "unconfirmed", "denied")
STATUS_OF_STANCE = {
    "asserts": "asserted",
    "confirms": "asserted",
    "not_confirmed": "unconfirmed",
    "declined": "unconfirmed",
    "no_answer": "unconfirmed",
    "denies": "denied",
    "rejects": "denied",
}
HEADING = re.compile(r"^(\w+)(?: < (\w+))? (.+?) \| (\w+)(?: \| (.+))?$")


class MarkupError(ValueError):
    """An article file that cannot be compiled; the message names the file and the words."""


@dataclass(frozen=True)
class Position:
    """One party's stand, with the sentence that says so and the words that name the party."""

    party: str | None
    stance: str
    span: Span
    named: tuple[Span, ...]

    def as_json(self) -> dict[str, Any]:
        return {"party": self.party, "stance": self.stance, "span": list(self.span)}


def occurrences(text: str, words: str) -> list[Span]:
    """Every place of ``words`` as whole words; ``a ... b`` reaches to the next b; a no-break space is a space."""
    text = text.replace("\u00a0", " ")
    first, _, last = words.partition(" ... ")
    found = []
    for match in re.finditer(re.escape(first), text):
        start, end = match.span()
        if last:
            tail = text.find(last, end)
            if tail < 0:
                continue
            end = tail + len(last)
        cuts_left = start and text[start - 1].isalnum() and text[start].isalnum()
        cuts_right = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
        if not cuts_left and not cuts_right:
            found.append((start, end))
    return found


def distance(span: Span, near: list[Span]) -> int:
    return min(max(other[0] - span[1], span[0] - other[1], 0) for other in near)


def overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def locate(text: str, words: str, near: list[Span], taken: list[Span]) -> Span:
    """The place of ``words``: the numbered one, else the nearest to ``near``, else the only one."""
    words, _, number = words.strip().partition("#")
    found = occurrences(text, words)
    if number:
        return found[int(number) - 1]
    found = [span for span in found if not overlaps(span, taken)]
    if not found:
        raise MarkupError(f"not in the text: {words!r}")
    if near:
        return min(found, key=lambda span: distance(span, near))
    if len(found) > 1:
        raise MarkupError(f"stands {len(found)} times in the text, add #n: {words!r}")
    return found[0]


def locate_pieces(text: str, field: str, near: list[Span], taken: list[Span]) -> list[Span]:
    """The places of the pieces of one field, in the order of the text; an empty field gives none."""
    pieces = [piece for piece in field.strip().split(" ++ ") if piece]
    places: list[Span] = []
    for piece in sorted(pieces, key=len, reverse=True):
        places.append(locate(text, piece, near or places, [*taken, *places]))
    return sorted(places)


def read_sections(raw: str) -> dict[str, str]:
    """The header (under ``header``) and each section of an article file, without blank edges."""
    parts = re.split(r"^--- (\w+)\n", raw, flags=re.M)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {"header": parts[0].strip(), **{name: body.strip("\n") for name, body in sections.items()}}


def read_position(text: str, line: str) -> tuple[str, Position]:
    label, _, rest = line.partition(": ")
    party, stance, sentence, named = (part.strip() for part in f"{rest} ".split("|"))
    span = locate(text, sentence, [], [])
    inside = text[span[0] : span[1]]
    found = occurrences(inside, named)[:1] if named else []
    places = [(span[0] + start, span[0] + end) for start, end in found]
    if named and not places:
        raise MarkupError(f"{named!r} is not in {sentence!r}")
    return label, Position(None if party == "-" else party, stance, span, tuple(places))


def read_attribution(text: str, lines: list[str], labels: dict[str, Position]) -> tuple[dict[str, Any], list[Position]]:
    heading = HEADING.match(lines[0])
    if not heading:
        raise MarkupError(f"not a heading of an attribution: {lines[0]!r}")
    identifier, parent, speaker, status, stands = heading.groups()
    fields = f" {lines[1].strip()} ".split("|")
    if len(fields) != 3:
        raise MarkupError(f"not source | cue | content: {lines[1]!r}")
    content = locate_pieces(text, fields[2], [], [])
    cue = locate_pieces(text, fields[1], content, content)
    source = locate_pieces(text, fields[0], cue or content, [*cue, *content])
    name = None if speaker == "-" else speaker
    reach = sorted([*source, *cue, *content])
    positions: list[Position] = []
    contested: list[Span] = []
    for stand in (stands or "").split(", "):
        if stand.startswith("self "):
            whole = (reach[0][0], max(end for _, end in reach))
            positions.append(Position(name, stand.removeprefix("self "), whole, ()))
        elif stand:
            positions.append(labels[stand])
            if STATUS_OF_STANCE[labels[stand].stance] != "asserted":
                contested += labels[stand].named
    record = {
        "id": identifier,
        "source": [list(span) for span in source],
        "cue": [list(span) for span in cue],
        "content": [list(span) for span in content],
        "speaker": name,
        "status": status,
        "parent": parent,
        "contested_by": [list(span) for span in contested],
        "positions": [position.as_json() for position in positions],
    }
    if len(lines) > 2:
        record["claim"] = lines[2].strip().removeprefix("= ")
    return record, positions


def take_over(attributions: list[dict[str, Any]]) -> None:
    """Give an inner attribution without positions of its own those of its doubted outer one."""
    by_id = {attribution["id"]: attribution for attribution in attributions}
    for attribution in attributions:
        outer = by_id.get(attribution["parent"])
        if outer is None or outer["status"] not in ("denied", "unconfirmed") or attribution["positions"]:
            continue
        attribution["positions"] = list(outer["positions"])
        own_doubt = outer["positions"] and not outer["contested_by"]
        attribution["contested_by"] = list(outer["source"] if own_doubt else outer["contested_by"])


def read_statements(text: str, body: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    sure: list[dict[str, Any]] = []
    optional: list[dict[str, Any]] = []
    for line in filter(None, body.splitlines()):
        label, _, rest = line.partition(": ")
        words, _, standing = rest.partition(" => ")
        record = {"id": label.lstrip("?"), "span": [list(locate(text, words, [], []))], "text": standing}
        (optional if label.startswith("?") else sure).append(record)
    return sure, optional


def read_speakers(body: str) -> tuple[list[str], dict[str, list[str]]]:
    rows = [line.partition(" = ") for line in body.splitlines() if line.strip()]
    named = [name for name, _, _ in rows if not name.endswith("(unnamed)")]
    return named, {name: further.split("; ") for name, _, further in rows if further}


def grouped(body: str) -> list[list[str]]:
    """Lines of the attributions section, one group for each heading and its indented lines."""
    groups: list[list[str]] = []
    for line in filter(str.strip, body.splitlines()):
        if line.startswith(" "):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def compile_article(identifier: str, raw: str) -> dict[str, Any]:
    """One article file as a record with offsets; MarkupError when words are missing or ambiguous."""
    sections = read_sections(raw)
    header = dict(line.split(": ", 1) for line in sections["header"].splitlines())
    text = sections["text"].replace("{nbsp}", "\u00a0")
    labels = dict(read_position(text, line) for line in sections.get("positions", "").splitlines() if line)
    read = [read_attribution(text, group, labels) for group in grouped(sections["attributions"])]
    attributions = [record for record, _ in read]
    used = {position for _, positions in read for position in positions}
    if idle := [label for label, position in labels.items() if position not in used]:
        raise MarkupError(f"positions that no attribution uses: {', '.join(idle)}")
    take_over(attributions)
    statements, optional = read_statements(text, sections.get("statements", ""))
    speakers, aliases = read_speakers(sections["speakers"])
    return {
        "doc_id": identifier,
        **{key: header[key] for key in ("title", "publisher", "published_at", "topic")},
        "text": text,
        "attributions": attributions,
        "statements": statements,
        "statements_optional": optional,
        "speakers": speakers,
        "aliases": aliases,
    }


def compile_all() -> list[dict[str, Any]]:
    """Every article of the folder in the order of its number; the file name begins with ``dev-NN``."""
    records = []
    for path in sorted(SOURCES.glob("dev-*.txt")):
        try:
            records.append(compile_article(path.name[:6], path.read_text(encoding="utf-8")))
        except MarkupError as error:
            raise MarkupError(f"{path.name}: {error}") from error
    return records


def as_lines(records: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def read_compiled(path: Path = COMPILED) -> list[dict[str, Any]]:
    """The articles as they were last compiled: what other tests and the tuning read."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    COMPILED.write_text(as_lines(compile_all()), encoding="utf-8")
