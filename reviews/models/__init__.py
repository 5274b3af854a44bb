from reviews.models.act import BESIDE_THE_CLAIM, Act
from reviews.models.assignment import Assignment
from reviews.models.bulk import Bulk
from reviews.models.contact import Contact
from reviews.models.dismissal import Dismissal
from reviews.models.draft import Draft
from reviews.models.evidence import Evidence
from reviews.models.lease import Lease
from reviews.models.notice import Mail, MailPreference, Notice, NoticeCursor
from reviews.models.review import Review
from reviews.models.saved_view import SavedView
from reviews.models.scale import VerdictScale, VerdictWord
from reviews.models.talk import Comment, Watch

__all__ = [
    "BESIDE_THE_CLAIM",
    "Act",
    "Assignment",
    "Bulk",
    "Comment",
    "Contact",
    "Dismissal",
    "Draft",
    "Evidence",
    "Lease",
    "Mail",
    "MailPreference",
    "Notice",
    "NoticeCursor",
    "Review",
    "SavedView",
    "VerdictScale",
    "VerdictWord",
    "Watch",
]
