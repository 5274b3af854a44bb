"""Reviews in the Django admin: claims with all that is done to them, letters, and the desk's scales of verdicts."""

from reviews.admin.claims import ClaimAdmin
from reviews.admin.letters import MailAdmin
from reviews.admin.scales import ScaleAdmin

__all__ = ["ClaimAdmin", "MailAdmin", "ScaleAdmin"]
