"""Editions, to read: a change of what is public is a new edition, made from the claim."""

from __future__ import annotations

from django.contrib import admin

from audit.admin import ReadOnlyAdmin
from publication.models import Edition


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["claim_text", "number", "kind", "status", "speaker_name", "published_at"]
    list_filter = ["kind", "status"]
    search_fields = ["claim_text", "speaker_name"]
    date_hierarchy = "published_at"
    show_full_result_count = False
