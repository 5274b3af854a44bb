"""Reviews in the Django admin: claims with all that is done to them, and the desk's scales of verdicts."""

from reviews.admin.claims import ClaimAdmin
from reviews.admin.scales import ScaleAdmin

__all__ = ["ClaimAdmin", "ScaleAdmin"]
