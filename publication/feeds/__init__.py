"""What changes, for readers' programs: Atom and JSON feeds of any search, and all ClaimReview markup in one file."""

from publication.feeds.data_feed import claim_review_feed
from publication.feeds.views import feed

__all__ = ["claim_review_feed", "feed"]
