"""Letters to look at, and to try again where a mail server gave none of our tries a chance."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.admin import ReadOnlyAdmin
from reviews import services
from reviews.models import Mail


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    list_display = ["subject", "person", "state", "attempts", "reason", "written_at", "sent_at"]
    list_filter = ["state"]
    list_select_related = ["person"]
    show_full_result_count = False
    actions = ["try_again"]

    @admin.action(description=_("Try again"), permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        """Letters that were given up are due again, and the next sweep sends them."""
        assert isinstance(request.user, User)
        count = services.retry_mail(by=request.user, mail_ids=list(queryset.values_list("pk", flat=True)[:500]))
        self.message_user(request, _("%d letters are due again.") % count)
