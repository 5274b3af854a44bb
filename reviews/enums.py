"""The words of reviews."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What one reviewer finds. To dismiss a claim is a move of its own, not a verdict on it."""

    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"


class Seat(StrEnum):
    """Whose turn a review was: the second does not see the first, the third settles a difference."""

    FIRST = "first"
    SECOND = "second"
    ADJUDICATOR = "adjudicator"


class EvidenceStance(StrEnum):
    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class CaptureState(StrEnum):
    """A capture that failed says nothing about the claim."""

    DUE = "due"
    CAPTURED = "captured"
    FAILED = "failed"
    NOT_NEEDED = "not_needed"  # no address: a file or a contact on record


class CheckState(StrEnum):
    """How a captured page is doing when it is looked at again."""

    NEVER = "never"  # not looked at again yet
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"
    UNKNOWN = "unknown"  # could not be looked at: says nothing about the page


class PictureState(StrEnum):
    """A picture of a captured page, drawn from the kept bytes without the network."""

    NONE = "none"  # nothing to draw, or no browser on the worker's machine
    DUE = "due"
    TAKEN = "taken"
    FAILED = "failed"


class Channel(StrEnum):
    """How a party was asked."""

    EMAIL = "email"
    PHONE = "phone"
    LETTER = "letter"
    MEETING = "meeting"
    MESSAGE = "message"
    FORM = "form"


class BulkKind(StrEnum):
    """What can be done to several claims at once."""

    ASSIGN = "assign"
    TOPIC = "topic"
    DISMISS = "dismiss"
    TAKE = "take"


class SkipReason(StrEnum):
    """Why a claim is dismissed; counted in the numbers of the desk."""

    NOT_CHECKABLE = "not_checkable"  # opinion, prediction, too vague
    NOT_WORTH_IT = "not_worth_it"  # true or false, nobody is helped
    CHECKED_BEFORE = "checked_before"
    WRONGLY_EXTRACTED = "wrongly_extracted"  # no such claim stands in the text
    WRONG_SPEAKER = "wrong_speaker"
    NO_TIME = "no_time"
    OTHER = "other"


class NoticeKind(StrEnum):
    """What happened that a person is told of."""

    MENTIONED = "mentioned"  # somebody wrote to them in a comment
    ASSIGNED = "assigned"
    TAKEN_OVER = "taken_over"
    COMMENT = "comment"  # on a claim they watch; and so the rest
    STATUS = "status"
    MENTION = "mention"  # the claim was found in another text
    NEW_CLAIM = "new_claim"  # by a speaker they watch
    EDITION = "edition"


class MailChoice(StrEnum):
    AT_ONCE = "at_once"
    DAILY = "daily"
    NONE = "none"


class MailState(StrEnum):
    DUE = "due"
    SENT = "sent"
    FAILED = "failed"
