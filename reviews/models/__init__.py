from reviews.models.act import Act
from reviews.models.contact import Contact
from reviews.models.draft import Draft
from reviews.models.evidence import Evidence
from reviews.models.lease import Lease
from reviews.models.review import Review

__all__ = ["Act", "Contact", "Draft", "Evidence", "Lease", "Review"]
