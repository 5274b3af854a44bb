"""Sources to keep, articles to look at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.admin import AuditedAdmin, ReadOnlyAdmin
from core.text import written
from core.web_address import AddressError, parse_address
from sources.models import Article, ArticleVersion, Source


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A source as people write it. One without a site has no host, as others have none."""

    host = forms.CharField(
        max_length=253, required=False, help_text=_("Articles at this host are theirs, for instance news.example.")
    )

    class Meta:
        model = Source
        fields = ["name", "slug", "kind", "home_page", "host", "owner"]

    def clean_name(self) -> str:
        name: str = written(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Write the name that readers know it by."))
        return name

    def clean_host(self) -> str | None:
        """The host alone, in small letters; taken out of an address that was pasted."""
        given: str = self.cleaned_data["host"].strip().lower()
        if not given:
            return None
        try:
            return parse_address(given if "//" in given else f"https://{given}").host
        except AddressError as refusal:
            raise forms.ValidationError(refusal.reason) from refusal

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        others = Source.objects.exclude(pk=self.instance.pk)
        if cleaned.get("host") and (other := others.filter(host=cleaned["host"]).first()):
            self.add_error("host", _("This host belongs to %s. A host has one source.") % other)
        if cleaned.get("slug") and (other := others.filter(slug=cleaned["slug"]).first()):
            self.add_error("slug", _("%s has this address already. Choose another.") % other)
        return cleaned


@admin.register(Source)
class SourceAdmin(AuditedAdmin):
    form = SourceForm
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
