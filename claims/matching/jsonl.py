"""`match_claims` without Django: files in, rankings out. Also `python -m claims.matching.jsonl CLAIMS QUERIES OUT`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from claims.matching.rank import ClaimIndex, KnownClaim


class InputError(ValueError):
    """A line that cannot be read; the message names file, line and what is missing."""


def run(claims_path: Path, queries_path: Path, out_path: Path, progress: Callable[[str], None] | None = None) -> int:
    """Rank all claims for each query and write `{"query_id", "ranking": [[claim_id, score], ...]}`; the number done.

    Raises InputError or OSError.
    """
    say = progress or (lambda _message: None)
    claims = [claim_of(row) for row in rows_of(claims_path, ("claim_id", "text"))]
    queries = list(rows_of(queries_path, ("query_id", "text")))
    say(f"reading {len(claims)} claims")
    index = ClaimIndex(claims)
    if index.mode == "words":
        say("the embedding package is not installed: ranking by words only (BM25)")
    with out_path.open("w", encoding="utf-8") as out:
        for row in queries:
            ranking = index.rank(row["text"], said_on=_day(row.get("date")))
            out.write(json.dumps({"query_id": row["query_id"], "ranking": ranking}, ensure_ascii=False) + "\n")
    return len(queries)


def rows_of(path: Path, needed: tuple[str, ...]) -> list[dict[str, Any]]:
    """The records of a JSON Lines file, each with the `needed` texts. Raises InputError."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number}: not JSON ({error}).") from error
        missing = [key for key in needed if not isinstance(row, dict) or not isinstance(row.get(key), str)]
        if missing:
            raise InputError(f"{path}, line {number}: needs {' and '.join(missing)} as text.")
        rows.append(row)
    return rows


def claim_of(row: dict[str, Any]) -> KnownClaim:
    """A known claim from one record of a claims file."""
    title, subtitle = (row.get(key) or "" for key in ("title", "subtitle"))
    return KnownClaim(row["claim_id"], row["text"], str(title), str(subtitle), _day(row.get("date")))


def _day(value: object) -> date | None:
    """A date written as 2020-01-14 or 14 January 2020; anything else is unknown."""
    for pattern in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(str(value).strip(), pattern).date()
        except ValueError:
            continue
    return None


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
