"""Speakers to keep in order, readings to look at. Claims are in `desk.admin`, where the work on them is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.admin import AuditedAdmin, ReadOnlyAdmin
from claims.enums import SpeakerKind
from claims.models import ExtractionRun, Office, Speaker, SpeakerAlias, Topic
from claims.services import merge_speakers, speaker_key, topic_key
from core.errors import DomainError
from core.text import one_line, written


def _check_days(form: forms.BaseForm, first: str, last: str) -> None:
    """Say at the last day that it lies before the first."""
    begin, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begin and end and end < begin:
        form.add_error(last, _("The last day lies before the first. Turn them round."))


class AliasForm(forms.ModelForm):  # type: ignore[type-arg]
    """An alias as people write it; the key by which it is found follows from it."""

    class Meta:
        model = SpeakerAlias
        fields = ["text", "valid_from", "valid_until"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "text" in cleaned and not written(cleaned["text"]):
            self.add_error("text", _("Write the name as it stands in texts."))
        _check_days(self, "valid_from", "valid_until")
        self.instance.key = speaker_key(cleaned.get("text", ""), kind=SpeakerKind.PERSON)[:300]
        return cleaned


class OnceRows(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows of one speaker, each once: the one too many is told of in its place."""

    named = ""  # the field that says so
    words: Any = ""

    def what(self, form: Any) -> Any:
        """What makes two rows one."""
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        seen: set[Any] = set()
        for form in self.forms:
            if not form.cleaned_data or form.cleaned_data.get("DELETE") or form.errors:
                continue
            row = self.what(form)  # now: an error takes the field out of what was cleaned
            if row in seen:
                form.add_error(self.named, self.words)
            seen.add(row)


class AliasRows(OnceRows):
    """The aliases of one speaker, each once however it is written."""

    named, words = "text", _("This name is there already, perhaps in other letters.")

    def what(self, form: Any) -> Any:
        return form.instance.key


class SpeakerForm(forms.ModelForm):  # type: ignore[type-arg]
    """What people may say of a speaker."""

    class Meta:
        model = Speaker
        fields = ["name", "kind", "description", "wikidata_id"]

    def clean_name(self) -> str:
        name: str = one_line(self.cleaned_data["name"], limit=300)
        if not name:
            raise forms.ValidationError(_("Write the name that readers know them by."))
        return name

    def clean_wikidata_id(self) -> str | None:
        given: str = (self.cleaned_data.get("wikidata_id") or "").strip()
        if given and not (given[:1] == "Q" and given[1:].isascii() and given[1:].isdigit()):
            raise forms.ValidationError(_("Write it as Wikidata does: Q and digits, for instance Q7747."))
        return given or None


class AliasInline(admin.TabularInline):  # type: ignore[type-arg]
    model = SpeakerAlias
    form = AliasForm
    formset = AliasRows
    extra = 0


class OfficeForm(forms.ModelForm):  # type: ignore[type-arg]
    """An office and from when until when it is held."""

    class Meta:
        model = Office
        fields = ["title", "starts_on", "ends_on"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "title" in cleaned and not written(cleaned["title"]):
            self.add_error("title", _("Write what the office is called."))
        _check_days(self, "starts_on", "ends_on")
        return cleaned


class OfficeRows(OnceRows):
    """The offices of one speaker: the same one from the same day stands once."""

    named, words = "title", _("This office from this day is there already.")

    def what(self, form: Any) -> Any:
        return form.cleaned_data["title"], form.cleaned_data["starts_on"]

    def validate_unique(self) -> None:
        """Said in `clean`, at the row that is one too many."""


class OfficeInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Office
    form = OfficeForm
    formset = OfficeRows
    extra = 0


@admin.register(Speaker)
class SpeakerAdmin(AuditedAdmin):
    list_display = ["name", "kind", "description", "wikidata_id"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases__text", "wikidata_id"]
    fields = ["name", "kind", "description", "wikidata_id", "key"]
    form = SpeakerForm
    readonly_fields = ["key"]
    inlines = [AliasInline, OfficeInline]
    actions = ["merge"]
    show_full_result_count = False

    @admin.action(description=_("Merge into one …"), permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Speaker]) -> HttpResponse | None:
        """Choose which of the marked speakers stays; the others lead to it."""
        chosen = list(queryset.order_by("name")[:20])
        if len(chosen) < 2:
            self.message_user(request, _("Choose the speakers that are one: at least two."), messages.ERROR)
            return None
        stays = request.POST.get("stays", "")
        if stays and stays not in {str(speaker.pk) for speaker in chosen}:
            self.message_user(request, _("Choose which of the marked speakers stays."), messages.ERROR)
            stays = ""
        if not stays:
            context = {
                **self.admin_site.each_context(request),
                "title": _("Merge speakers"),
                "speakers": chosen,
                "opts": self.model._meta,
            }
            return render(request, "admin/claims/speaker/merge.html", context)
        assert isinstance(request.user, User)
        merged = 0
        for speaker in chosen:
            if str(speaker.pk) == stays:
                continue
            try:
                merge_speakers(by=request.user, speaker_id=speaker.pk, into_id=int(stays))
                merged += 1
            except DomainError as refusal:
                self.message_user(request, f"{speaker.name}: {refusal.message}", messages.ERROR)
        if merged:
            self.message_user(request, _("%d merged.") % merged, messages.SUCCESS)
        return None

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
        if "name" in cleaned and not written(cleaned["name"]):
            self.add_error("name", "Write what the topic is called.")
        elif Topic.objects.filter(key=self.instance.key).exclude(pk=self.instance.pk).exists():
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
