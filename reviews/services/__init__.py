from reviews.services.capture import capture_evidence
from reviews.services.decide import decide
from reviews.services.dismiss import dismiss, restore
from reviews.services.evidence import add_evidence, withdraw_evidence
from reviews.services.reopen import reopen
from reviews.services.take import queue_claim, release, take

__all__ = [
    "add_evidence",
    "capture_evidence",
    "decide",
    "dismiss",
    "queue_claim",
    "release",
    "reopen",
    "restore",
    "take",
    "withdraw_evidence",
]
