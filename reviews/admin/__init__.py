"""Reviews in the Django admin: letters, and the desk's scales of verdicts. Claims are in `desk.admin`."""

from reviews.admin.letters import MailAdmin
from reviews.admin.scales import ScaleAdmin

__all__ = ["MailAdmin", "ScaleAdmin"]
