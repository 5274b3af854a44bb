"""A form with every kind of field, for the living page of components."""

from __future__ import annotations

from django import forms


class SampleForm(forms.Form):
    """Shown bound and wrong, so that help, error and kept input are seen."""

    title = forms.CharField(label="Title", help_text="As the outlet wrote it.")
    address = forms.URLField(label="Address of the page", assume_scheme="https")
    kind = forms.ChoiceField(label="What it is", choices=[("article", "Article"), ("transcript", "Transcript")])
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    wire = forms.BooleanField(label="Copied from a wire service", required=False)
