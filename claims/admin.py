"""Speakers to keep in order, readings to look at. Claims are in `reviews.admin`, where the work on them is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from audit.admin import AuditedAdmin, ReadOnlyAdmin
from claims.enums import SpeakerKind
from claims.models import ExtractionRun, Office, Speaker, SpeakerAlias, Topic
from claims.services import speaker_key, topic_key


class AliasForm(forms.ModelForm):  # type: ignore[type-arg]
    """An alias as people write it; the key by which it is found follows from it."""

    class Meta:
        model = SpeakerAlias
        fields = ["text", "valid_from", "valid_until"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.instance.key = speaker_key(cleaned.get("text", ""), kind=SpeakerKind.PERSON)[:300]
        return cleaned


class AliasInline(admin.TabularInline):  # type: ignore[type-arg]
    model = SpeakerAlias
    form = AliasForm
    extra = 0


class OfficeInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Office
    extra = 0


@admin.register(Speaker)
class SpeakerAdmin(AuditedAdmin):
    list_display = ["name", "kind", "description", "wikidata_id"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases__text", "wikidata_id"]
    fields = ["name", "kind", "description", "wikidata_id", "key"]
    readonly_fields = ["key"]
    inlines = [AliasInline, OfficeInline]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Speakers come from texts: a new one by hand would be nobody's."""
        return False


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]
    """A topic as people write it; the key that keeps it single follows from the name."""

    class Meta:
        model = Topic
        fields = ["name", "slug", "description", "retired"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.instance.key = topic_key(cleaned.get("name", ""))
        if Topic.objects.filter(key=self.instance.key).exclude(pk=self.instance.pk).exists():
            self.add_error("name", "There is a topic of this name already.")
        return cleaned


@admin.register(Topic)
class TopicAdmin(AuditedAdmin):
    list_display = ["name", "slug", "description", "retired"]
    list_filter = ["retired"]
    search_fields = ["name", "description"]
    prepopulated_fields = {"slug": ["name"]}
    form = TopicForm
    show_full_result_count = False


@admin.register(ExtractionRun)
class ExtractionRunAdmin(ReadOnlyAdmin):
    list_display = ["version", "pipeline_version", "state", "attempts", "paragraphs", "finished_at"]
    list_filter = ["state", "pipeline_version"]
    list_select_related = ["version__article"]
    show_full_result_count = False
