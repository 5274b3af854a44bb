from reviews.services.capture import capture_evidence
from reviews.services.correct_about import correct_about
from reviews.services.correct_span import Part, correct_span
from reviews.services.correct_speaker import correct_speaker
from reviews.services.correct_text import correct_text
from reviews.services.decide import decide
from reviews.services.dismiss import dismiss, restore
from reviews.services.evidence import add_evidence, withdraw_evidence
from reviews.services.merge import merge_claims, reject_match
from reviews.services.reopen import reopen
from reviews.services.split import split_claim
from reviews.services.take import queue_claim, release, take
from reviews.services.topics import change_claim_topics
from reviews.services.undo import undo

__all__ = [
    "Part",
    "add_evidence",
    "capture_evidence",
    "change_claim_topics",
    "correct_about",
    "correct_span",
    "correct_speaker",
    "correct_text",
    "decide",
    "dismiss",
    "merge_claims",
    "queue_claim",
    "reject_match",
    "release",
    "reopen",
    "restore",
    "split_claim",
    "take",
    "undo",
    "withdraw_evidence",
]
