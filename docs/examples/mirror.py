"""A local mirror of what a Claimdesk publishes: it follows the changes from zero and is right at each moment.

    python mirror.py https://desk.example mirror.sqlite3            # takes in what is new, then ends
    python mirror.py https://desk.example mirror.sqlite3 --follow   # goes on, told of each change as it comes

Needs only Python. Each change is taken in together with its number, in one transaction, so that it can be stopped or
killed at any moment; a change that comes twice does no harm. A retraction is taken out of the mirror.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import time
import urllib.error
import urllib.request
from typing import Any, TypedDict

PAGE = 200
WAIT_SECONDS = 25
TABLES = """
CREATE TABLE IF NOT EXISTS claim (id INTEGER PRIMARY KEY, edition INTEGER, status TEXT, text TEXT, body TEXT);
CREATE TABLE IF NOT EXISTS merged (speaker INTEGER PRIMARY KEY, into_speaker INTEGER);
CREATE TABLE IF NOT EXISTS place (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), number INTEGER);
INSERT OR IGNORE INTO place VALUES (1, 0);
"""


class Change(TypedDict):
    """One change as `GET /api/v1/changes/` gives it (the fields that a mirror needs)."""

    number: int
    kind: str  # published, corrected, retracted, speaker_merged
    claim_id: int | None
    edition: int | None
    claim: dict[str, Any] | None
    speaker: dict[str, Any] | None
    into: dict[str, Any] | None


class Mirror:
    """The claims that stand, in a file of SQLite, and the number of the last change that is in it."""

    def __init__(self, desk: str, path: str) -> None:
        self.desk = desk.rstrip("/")
        self.store = sqlite3.connect(path, isolation_level=None)
        self.store.executescript(TABLES)

    @property
    def number(self) -> int:
        """The last change that was taken in."""
        return int(self.store.execute("SELECT number FROM place").fetchone()[0])

    def take_in(self, *, wait: int = 0) -> int:
        """Ask once for what is new, and take it in: how many changes."""
        try:
            body = self._get(f"/api/v1/changes/?after={self.number}&limit={PAGE}&wait={wait}", patience=wait + 30)
        except urllib.error.HTTPError as refusal:
            if refusal.code != 422:
                raise
            self._begin_anew()  # the desk was restored from an older copy than ours
            return 1
        for change in body["changes"]:
            self._apply(change)
        return len(body["changes"])

    def _apply(self, change: Change) -> None:
        store = self.store
        if change["number"] != self.number + 1:
            raise RuntimeError(f"Change {change['number']} came after {self.number}: there must be no gap.")
        store.execute("BEGIN IMMEDIATE")
        if change["kind"] in ("published", "corrected"):
            claim = change["claim"] or {}
            row = (claim["id"], claim["edition"], claim["status"], claim["text"], json.dumps(claim))
            store.execute("INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?)", row)
        elif change["kind"] == "retracted":
            store.execute("DELETE FROM claim WHERE id = ?", (change["claim_id"],))
        elif change["kind"] == "speaker_merged" and change["speaker"] and change["into"]:
            pair = (change["speaker"]["id"], change["into"]["id"])
            store.execute("UPDATE merged SET into_speaker = ? WHERE into_speaker = ?", (pair[1], pair[0]))
            store.execute("INSERT OR REPLACE INTO merged VALUES (?, ?)", pair)
        # A kind that is new to us is counted and passed over.
        store.execute("UPDATE place SET number = ?", (change["number"],))
        store.execute("COMMIT")

    def _begin_anew(self) -> None:
        self.store.executescript("BEGIN; DELETE FROM claim; DELETE FROM merged; UPDATE place SET number = 0; COMMIT;")

    def _get(self, path: str, *, patience: float) -> Any:
        request = urllib.request.Request(f"{self.desk}{path}", headers={"Accept": "application/json"})
        with urllib.request.urlopen(request, timeout=patience) as answer:
            return json.load(answer)


def follow(mirror: Mirror) -> None:
    """Take in for ever. While the desk is away, or says that we ask too much, wait and try again."""
    pause = 1.0
    while True:
        try:
            found = mirror.take_in(wait=WAIT_SECONDS)
            pause = 1.0
            if found:
                print(f"at change {mirror.number}", flush=True)
        except urllib.error.HTTPError as refusal:
            pause = float(refusal.headers.get("Retry-After") or min(60.0, 2 * pause))
            time.sleep(pause)
        except (OSError, ValueError):
            pause = min(60.0, 2 * pause)
            time.sleep(pause)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("desk")
    options.add_argument("file")
    options.add_argument("--follow", action="store_true")
    given = options.parse_args()
    mirror = Mirror(given.desk, given.file)
    if given.follow:
        follow(mirror)
    while mirror.take_in():
        pass
    print(f"at change {mirror.number}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
