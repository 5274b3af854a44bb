"""The words of publication."""

from __future__ import annotations

from enum import StrEnum


class GateKind(StrEnum):
    """What a desk can ask for before it publishes. What each looks at: `publication.policies.gate`."""

    EVIDENCE = "evidence"
    ORIGINS = "origins"
    CAPTURE_ENDED = "capture_ended"
    CAPTURED = "captured"
    CONTACTED = "contacted"


class EditionKind(StrEnum):
    PUBLICATION = "publication"  # the first edition, or the first after a retraction
    CORRECTION = "correction"
    RETRACTION = "retraction"


class ChangeKind(StrEnum):
    """What followers of the public ledger are told of."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    SPEAKER_MERGED = "speaker_merged"


# The events of the audit ledger that the public sees, and what they are called outside.
PUBLIC_ACTIONS: dict[str, ChangeKind] = {
    "edition.publication": ChangeKind.PUBLISHED,
    "edition.correction": ChangeKind.CORRECTED,
    "edition.retraction": ChangeKind.RETRACTED,
    "speaker.merged": ChangeKind.SPEAKER_MERGED,
}


class ReportOutcome(StrEnum):
    """What became of a reader's report."""

    CORRECTED = "corrected"
    NO_CHANGE = "no_change"
    NO_REPORT = "no_report"  # not about an error: advertisement, abuse, a question
