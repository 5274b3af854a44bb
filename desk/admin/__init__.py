"""The desk in the Django admin: claims, with the whole review and its history, and the ledger."""

from desk.admin.claims import ClaimAdmin
from desk.admin.ledger import AuditEventAdmin

__all__ = ["AuditEventAdmin", "ClaimAdmin"]
