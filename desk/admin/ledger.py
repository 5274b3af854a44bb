"""The ledger in the admin, to read: here, since a verdict that is still blind stays so."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.admin import ReadOnlyAdmin
from audit.models import AuditEvent
from desk.presenters.history import body_of


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """Events, the newest first. Bodies are not searched: a hit would tell what a hidden one says."""

    list_display = ["sequence", "at", "actor", "action", "target_type", "target_id"]
    list_filter = ["action", "target_type"]
    search_fields = ["actor", "action", "=target_id"]
    ordering = ["-sequence"]
    show_full_result_count = False
    list_per_page = 50
    fields = ["sequence", "at", "actor", "action", "target_type", "target_id", "what", "previous_hash", "hash"]
    readonly_fields = ["what"]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the columns of the list: a question of the address about a body would tell what a hidden one says."""
        return lookup.partition("__")[0] in self.list_display

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> AuditEvent | None:
        """With the person who reads, whom the body depends on."""
        found: AuditEvent | None = super().get_object(request, object_id, from_field)
        if found is not None:
            found.reader = request.user  # type: ignore[attr-defined]
        return found

    @admin.display(description=_("what it says"))
    def what(self, event: AuditEvent) -> str:
        reader = getattr(event, "reader", None)
        return body_of(event, viewer=reader) if isinstance(reader, User) else ""
