"""The form by which text comes in: pasted, as an address, or as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.choices import choices_of
from sources.enums import ArticleKind


class PastedText(forms.CharField):
    """Text as it was copied: a stray NUL is dropped, where Django's own field would refuse the whole."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\x00", "")


class AddForm(forms.Form):
    """One of text, url or file; the rest describes it."""

    text = PastedText(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Paste the whole article. Paragraphs stay as they are."),
    )
    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2000,
        help_text=_("Of the article on the web. With a text, it says where the text stands."),
    )
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("A text, HTML, Word (.docx), PDF or subtitle file, up to 10 MB.")
    )
    title = forms.CharField(label=_("Title"), required=False, max_length=500)
    source_name = forms.CharField(label=_("Outlet"), required=False, max_length=200)
    published_at = forms.DateTimeField(
        label=_("Published"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("“Last month” in the text is counted from this day."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of(ArticleKind), initial=ArticleKind.ARTICLE)

    def clean(self) -> dict[str, Any]:
        """One thing at a time: a file, or a text (perhaps with its address), or an address."""
        cleaned = super().clean() or {}
        if not (cleaned.get("text", "").strip() or cleaned.get("url", "").strip() or self.files.get("file")):
            raise forms.ValidationError(_("Paste a text, give an address, or choose a file."))
        if self.files.get("file") and (cleaned.get("text", "").strip() or cleaned.get("url", "").strip()):
            raise forms.ValidationError(_("Send the file by itself, and text or address by itself."))
        return cleaned
