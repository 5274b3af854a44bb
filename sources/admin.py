"""Sources to keep, articles to look at."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from audit.admin import AuditedAdmin, ReadOnlyAdmin
from sources.models import Article, ArticleVersion, Source


@admin.register(Source)
class SourceAdmin(AuditedAdmin):
    list_display = ["name", "kind", "owner", "host"]
    list_filter = ["kind"]
    search_fields = ["name", "owner", "host"]
    prepopulated_fields = {"slug": ["name"]}


class VersionInline(admin.TabularInline):  # type: ignore[type-arg]
    model = ArticleVersion
    fields = ["number", "title", "sha256", "created_at"]
    readonly_fields = ["number", "title", "sha256", "created_at"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleVersion]:
        return super().get_queryset(request).defer("text")


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    list_display = ["title", "source", "kind", "state", "published_at", "created_at"]
    list_filter = ["state", "kind", "source"]
    list_select_related = ["source"]
    search_fields = ["title", "canonical_url"]
    date_hierarchy = "published_at"
    inlines = [VersionInline]
    show_full_result_count = False
