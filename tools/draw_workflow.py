"""Prints the life of a claim from reviews/workflow.py: a state diagram and the table of moves, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from claims.enums import VerificationStatus as Status
from reviews.workflow import MOVES, SEATS, Move


def diagram() -> str:
    """A Mermaid state diagram, which most hosts of code draw. Restoring and re-opening lead back, so they go last."""
    back = (Move.RELEASE, Move.RESTORE, Move.REOPEN)
    lines = [line for move in [*(m for m in Move if m not in back), *back] for line in _arrows(move)]
    ends = [f"    {status.value} --> [*]" for status in Status if _is_end(status)]
    return "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.CANDIDATE.value}", *lines, *ends, "```"])


def table() -> str:
    """Each move with where it may start and where it may end."""
    rows = [f"| {_words(move)} | {_list(MOVES[move].starts)} | {_list(MOVES[move].ends)} |" for move in Move]
    return "\n".join(["| move | from | to |", "|---|---|---|", *rows])


def seats() -> str:
    """Which verdict a claim waits for, by its status."""
    rows = [f"| {_words(status)} | {seat.value} |" for status, seat in SEATS.items()]
    return "\n".join(["| a claim that is | waits for the verdict of the |", "|---|---|", *rows])


def _arrows(move: Move) -> list[str]:
    rule = MOVES[move]
    ends = _sorted(rule.ends)
    return [f"    {start.value} --> {end.value}: {_words(move)}" for start in _sorted(rule.starts) for end in ends]


def _is_end(status: Status) -> bool:
    """Whether work on a claim is over here: the only moves left lead back."""
    left = {move for move, rule in MOVES.items() if status in rule.starts}
    return left <= {Move.RESTORE, Move.REOPEN}


def _sorted(statuses: Iterable[Status]) -> list[Status]:
    return sorted(statuses, key=list(Status).index)


def _list(statuses: Iterable[Status]) -> str:
    return ", ".join(_words(status) for status in _sorted(statuses))


def _words(word: Status | Move) -> str:
    return word.value.replace("_", " ")


if __name__ == "__main__":
    print(diagram(), table(), seats(), sep="\n\n")
