from publication.services.bundle import build_bundle, pack_for_desk
from publication.services.correct import correct, retract
from publication.services.number_changes import number_changes
from publication.services.publish import publish
from publication.services.reports import answer_report, mail_answer, report_error
from publication.services.take_back import take_back

__all__ = [
    "answer_report",
    "build_bundle",
    "correct",
    "mail_answer",
    "number_changes",
    "pack_for_desk",
    "publish",
    "report_error",
    "retract",
    "take_back",
]
