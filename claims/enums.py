"""The words of claims. Plain enumerations: extraction, which knows no framework, uses them too."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Presentation(StrEnum):
    """How the text puts a claim. Where several fit, the later in this list wins."""

    STATED = "stated"  # the article's own voice
    ASSERTED = "asserted"  # told as fact by its source
    HEDGED = "hedged"  # hope, fear, expectation, possibility, condition
    HEARSAY = "hearsay"  # nobody named: reportedly, it is believed
    UNCONFIRMED = "unconfirmed"  # somebody has not confirmed, could not verify, did not comment
    DENIED = "denied"  # a party denies or rejects it, or the cue itself is a denial


class Stance(StrEnum):
    """One party's stand on one claim."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    REJECTS = "rejects"
    NOT_CONFIRMED = "not_confirmed"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    NOT_ASKED = "not_asked"  # recorded by the desk only


class Speech(StrEnum):
    DIRECT = "direct"  # 90 % or more of the content stands inside quotation marks
    MIXED = "mixed"
    INDIRECT = "indirect"


class Tense(StrEnum):
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class SpeakerKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    UNNAMED = "unnamed"  # a person or group without a name, a document: kept as described


class VerificationStatus(StrEnum):
    """Where a claim stands at this desk. The moves between them: `reviews.workflow`."""

    CANDIDATE = "candidate"  # found, not yet worth a place in the queue
    QUEUED = "queued"
    IN_REVIEW = "in_review"
    SECOND_REVIEW = "second_review"
    ADJUDICATION = "adjudication"  # two reviewers differ: a third decides
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"
    DISMISSED = "dismissed"


OPEN_STATUSES = (
    VerificationStatus.CANDIDATE,
    VerificationStatus.QUEUED,
    VerificationStatus.IN_REVIEW,
    VerificationStatus.SECOND_REVIEW,
    VerificationStatus.ADJUDICATION,
)
WAITING_STATUSES = (VerificationStatus.QUEUED, VerificationStatus.IN_REVIEW)
FOUND_STATUSES = (VerificationStatus.CONFIRMED, VerificationStatus.DISPUTED, VerificationStatus.UNCONFIRMED)


class RunState(StrEnum):
    """How far the work on one article version is."""

    QUEUED = "queued"
    READING = "reading"
    FINDING = "finding"
    DONE = "done"
    FAILED = "failed"


class RecordedBy(StrEnum):
    """Whether the pipeline or a person put a row there. The pipeline never touches a person's rows."""

    PIPELINE = "pipeline"
    PERSON = "person"


class CorrectionKind(StrEnum):
    """What of a claim a person put right."""

    TEXT = "text"
    SPEAKER = "speaker"
    SPAN = "span"
    ABOUT = "about"
    SPLIT = "split"
    MERGE = "merge"


class SuggestionState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class PriorityLevel(IntEnum):
    """What an editor says of a claim, speaker, topic or outlet; the number is what it adds to the order."""

    LATER = -1
    NORMAL = 0
    HIGH = 1
    URGENT = 2

    @classmethod
    def choices(cls) -> list[tuple[int, str]]:
        return [(level.value, level.name.lower()) for level in reversed(cls)]
