from reviews.models.evidence import Evidence
from reviews.models.lease import Lease
from reviews.models.review import Review

__all__ = ["Evidence", "Lease", "Review"]
