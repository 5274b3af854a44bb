"""The desk's own words for verdicts, with their ClaimReview numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.admin import AuditedAdmin
from core.errors import DomainError
from reviews import services
from reviews.enums import Verdict
from reviews.models import VerdictScale, VerdictWord
from reviews.policies import check_scale_can_change, check_word_can_change

_FIXED = ("key", "label", "status", "rating")


class WordForm(forms.ModelForm):  # type: ignore[type-arg]
    """One word. What verdicts were given with stays as it is, but for its explanation and place."""

    class Meta:
        model = VerdictWord
        fields = ["place", "key", "label", "status", "rating", "meaning"]
        widgets = {
            "place": forms.NumberInput(attrs={"style": "width: 4em"}),
            "key": forms.TextInput(attrs={"size": 14}),
            "label": forms.TextInput(attrs={"size": 14}),
            "rating": forms.NumberInput(attrs={"style": "width: 4em"}),
            "meaning": forms.Textarea(attrs={"rows": 2, "cols": 30}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("status") == Verdict.UNCONFIRMED and cleaned.get("rating") is not None:
            self.add_error("rating", _("What is unconfirmed carries no number. Leave this empty."))
        if cleaned.get("key") == "dismissed":
            self.add_error("key", _("To dismiss is no verdict: choose another key."))
        if self.instance.pk and any(name in self.changed_data for name in _FIXED):
            try:
                check_word_can_change(self.instance)
            except DomainError as refusal:
                self.add_error(None, refusal.message)
        return cleaned


class WordFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """The words of one scale: numbers lie inside it."""

    def clean(self) -> None:
        super().clean()
        worst, best = self.instance.worst, self.instance.best
        for form in self.forms:
            rating = form.cleaned_data.get("rating") if hasattr(form, "cleaned_data") else None
            if rating is not None and worst is not None and best is not None and not worst <= rating <= best:
                form.add_error("rating", _("The scale goes from %(w)d to %(b)d.") % {"w": worst, "b": best})


class WordInline(admin.TabularInline):  # type: ignore[type-arg]
    model = VerdictWord
    form = WordForm
    formset = WordFormSet
    extra = 1
    can_delete = False


class ScaleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A scale's name and its two ends."""

    class Meta:
        model = VerdictScale
        fields = ["name", "worst", "best"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        worst, best = cleaned.get("worst"), cleaned.get("best")
        if worst is not None and best is not None and worst >= best:
            self.add_error("best", _("The best number has to be above the worst."))
        if worst is not None and worst < 1:
            self.add_error("worst", _("Search engines refuse a rating below 1. Begin with 1."))
        if self.instance.pk and {"worst", "best"} & set(self.changed_data):
            try:
                check_scale_can_change(self.instance, worst=worst, best=best)
            except DomainError as refusal:
                self.add_error(None, refusal.message)
        return cleaned


@admin.register(VerdictScale)
class ScaleAdmin(AuditedAdmin):
    list_display = ["name", "in_use", "worst", "best", "number_of_words"]
    form = ScaleForm
    fields = ["name", "worst", "best", "in_use"]
    readonly_fields = ["in_use"]
    inlines = [WordInline]
    actions = ["use"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[VerdictScale]:
        scales: QuerySet[VerdictScale] = super().get_queryset(request).annotate(words_count=Count("words"))
        return scales

    @admin.display(description=_("words"))
    def number_of_words(self, scale: VerdictScale) -> int:
        return int(getattr(scale, "words_count", 0))

    @admin.action(description=_("Judge with this scale from now on"), permissions=["change"])
    def use(self, request: HttpRequest, queryset: QuerySet[VerdictScale]) -> None:
        """One scale; what was judged with another keeps its words."""
        assert isinstance(request.user, User)
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            self.message_user(request, _("Choose one scale."), messages.ERROR)
            return
        try:
            services.use_scale(by=request.user, scale_id=chosen[0].pk)
        except DomainError as refusal:
            self.message_user(request, refusal.message, messages.ERROR)
        else:
            self.message_user(request, _("Verdicts are given on “%s” now.") % chosen[0], messages.SUCCESS)
