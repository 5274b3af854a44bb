from reviews.services.assign import assign
from reviews.services.bulk import BulkDone, bulk_assign, bulk_dismiss, bulk_take, bulk_topic, undo_bulk
from reviews.services.capture import capture_evidence
from reviews.services.comment import comment, withdraw_comment
from reviews.services.contact import ask_party, note_silence, record_answer, withdraw_contact
from reviews.services.correct_about import correct_about
from reviews.services.correct_span import Part, correct_span
from reviews.services.correct_speaker import correct_speaker
from reviews.services.correct_text import correct_text
from reviews.services.decide import decide
from reviews.services.dismiss import dismiss, restore
from reviews.services.drafts import forget_draft, keep_draft
from reviews.services.evidence import add_evidence, add_file_evidence, withdraw_evidence
from reviews.services.mail import retry_mail, send, write_digests
from reviews.services.merge import merge_claims, reject_match
from reviews.services.notify import notify
from reviews.services.picture import picture_evidence
from reviews.services.position import record_position, withdraw_position
from reviews.services.read import choose_mail, mark_read
from reviews.services.recheck import recheck_evidence
from reviews.services.reopen import reopen
from reviews.services.scale import use_scale
from reviews.services.split import split_claim
from reviews.services.take import queue_claim, release, take
from reviews.services.take_over import take_over
from reviews.services.topics import change_claim_topics
from reviews.services.undo import undo
from reviews.services.views import remove_view, save_view
from reviews.services.watch import watch

__all__ = [
    "BulkDone",
    "Part",
    "add_evidence",
    "add_file_evidence",
    "ask_party",
    "assign",
    "bulk_assign",
    "bulk_dismiss",
    "bulk_take",
    "bulk_topic",
    "capture_evidence",
    "change_claim_topics",
    "choose_mail",
    "comment",
    "correct_about",
    "correct_span",
    "correct_speaker",
    "correct_text",
    "decide",
    "dismiss",
    "forget_draft",
    "keep_draft",
    "mark_read",
    "merge_claims",
    "note_silence",
    "notify",
    "picture_evidence",
    "queue_claim",
    "recheck_evidence",
    "record_answer",
    "record_position",
    "reject_match",
    "release",
    "remove_view",
    "reopen",
    "restore",
    "retry_mail",
    "save_view",
    "send",
    "split_claim",
    "take",
    "take_over",
    "undo",
    "undo_bulk",
    "use_scale",
    "watch",
    "withdraw_comment",
    "withdraw_contact",
    "withdraw_evidence",
    "withdraw_position",
    "write_digests",
]
