"""The forms of comments and notices."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.enums import MailChoice


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("A word to colleagues"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3, "data-mentions": "colleagues"}),
        help_text=_("@name calls somebody. Comments are never public."),
    )


class MailChoiceForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Notices by mail"),
        choices=[
            (MailChoice.AT_ONCE.value, _("each at once")),
            (MailChoice.DAILY.value, _("once a day, in one letter")),
            (MailChoice.NONE.value, _("none")),
        ],
        widget=forms.RadioSelect,
    )
