from reviews.models.act import Act
from reviews.models.assignment import Assignment
from reviews.models.bulk import Bulk
from reviews.models.contact import Contact
from reviews.models.dismissal import Dismissal
from reviews.models.draft import Draft
from reviews.models.evidence import Evidence
from reviews.models.lease import Lease
from reviews.models.review import Review
from reviews.models.saved_view import SavedView

__all__ = [
    "Act",
    "Assignment",
    "Bulk",
    "Contact",
    "Dismissal",
    "Draft",
    "Evidence",
    "Lease",
    "Review",
    "SavedView",
]
