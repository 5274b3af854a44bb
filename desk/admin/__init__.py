"""The desk in the Django admin: claims, with the whole review and its history."""

from desk.admin.claims import ClaimAdmin

__all__ = ["ClaimAdmin"]
