"""The life of a claim at this desk as one table of moves. Pure: no framework, no database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.enums import VerificationStatus as Status
from reviews.enums import Seat


class Move(StrEnum):
    QUEUE = "queue"
    TAKE = "take"
    RELEASE = "release"
    DECIDE_FIRST = "decide_first"
    AGREE = "agree"
    DIFFER = "differ"
    ADJUDICATE = "adjudicate"
    DISMISS = "dismiss"
    RESTORE = "restore"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Rule:
    """From which statuses a move may start and where it may end."""

    starts: frozenset[Status]
    ends: frozenset[Status]


_FOUND = frozenset({Status.CONFIRMED, Status.DISPUTED, Status.UNCONFIRMED})
_BEFORE_REVIEW = frozenset({Status.CANDIDATE, Status.QUEUED})

MOVES: dict[Move, Rule] = {
    Move.QUEUE: Rule(frozenset({Status.CANDIDATE}), frozenset({Status.QUEUED})),
    Move.TAKE: Rule(_BEFORE_REVIEW, frozenset({Status.IN_REVIEW})),
    Move.RELEASE: Rule(frozenset({Status.IN_REVIEW}), frozenset({Status.QUEUED})),
    Move.DECIDE_FIRST: Rule(frozenset({Status.IN_REVIEW}), frozenset({Status.SECOND_REVIEW})),
    Move.AGREE: Rule(frozenset({Status.SECOND_REVIEW}), _FOUND),
    Move.DIFFER: Rule(frozenset({Status.SECOND_REVIEW}), frozenset({Status.ADJUDICATION})),
    Move.ADJUDICATE: Rule(frozenset({Status.ADJUDICATION}), _FOUND),
    Move.DISMISS: Rule(_BEFORE_REVIEW | {Status.IN_REVIEW}, frozenset({Status.DISMISSED})),
    Move.RESTORE: Rule(frozenset({Status.DISMISSED}), frozenset({Status.QUEUED})),
    Move.REOPEN: Rule(_FOUND, frozenset({Status.IN_REVIEW})),
}

# Which seat a verdict fills, by the status the claim has when it comes in.
SEATS: dict[Status, Seat] = {
    Status.IN_REVIEW: Seat.FIRST,
    Status.SECOND_REVIEW: Seat.SECOND,
    Status.ADJUDICATION: Seat.ADJUDICATOR,
}


class MoveRefused(ValueError):
    """The table does not allow this move; the text says from where it would be."""


def check_move(move: Move, *, start: Status, end: Status) -> None:
    """Raise MoveRefused unless the table has this move from `start` to `end`."""
    rule = MOVES[move]
    if start not in rule.starts:
        allowed = ", ".join(sorted(status.value.replace("_", " ") for status in rule.starts))
        raise MoveRefused(f"This claim is {start.value.replace('_', ' ')}; it would have to be {allowed}.")
    if end not in rule.ends:
        raise MoveRefused(
            f"A claim that is {start.value.replace('_', ' ')} cannot become {end.value.replace('_', ' ')} this way."
        )


def check_way_back(move: Move, *, start: Status, end: Status) -> None:
    """Raise MoveRefused unless `move`, which led from `end` to `start`, can be taken back: the table has that move."""
    rule = MOVES[move]
    if end not in rule.starts or start not in rule.ends:
        raise MoveRefused(
            f"A claim that is {start.value.replace('_', ' ')} cannot go back to {end.value.replace('_', ' ')}."
        )


def moves_from(status: Status) -> list[Move]:
    """The moves that may start here, in the table's order."""
    return [move for move, rule in MOVES.items() if status in rule.starts]
