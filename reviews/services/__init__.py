from reviews.services.capture import capture_evidence
from reviews.services.contact import ask_party, note_silence, record_answer, withdraw_contact
from reviews.services.correct_about import correct_about
from reviews.services.correct_span import Part, correct_span
from reviews.services.correct_speaker import correct_speaker
from reviews.services.correct_text import correct_text
from reviews.services.decide import decide
from reviews.services.dismiss import dismiss, restore
from reviews.services.drafts import forget_draft, keep_draft
from reviews.services.evidence import add_evidence, withdraw_evidence
from reviews.services.merge import merge_claims, reject_match
from reviews.services.position import record_position, withdraw_position
from reviews.services.reopen import reopen
from reviews.services.split import split_claim
from reviews.services.take import queue_claim, release, take
from reviews.services.topics import change_claim_topics
from reviews.services.undo import undo

__all__ = [
    "Part",
    "add_evidence",
    "ask_party",
    "capture_evidence",
    "change_claim_topics",
    "correct_about",
    "correct_span",
    "correct_speaker",
    "correct_text",
    "decide",
    "dismiss",
    "forget_draft",
    "keep_draft",
    "merge_claims",
    "note_silence",
    "queue_claim",
    "record_answer",
    "record_position",
    "reject_match",
    "release",
    "reopen",
    "restore",
    "split_claim",
    "take",
    "undo",
    "withdraw_contact",
    "withdraw_evidence",
    "withdraw_position",
]
