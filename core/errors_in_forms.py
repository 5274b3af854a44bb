"""Shows a refusal of the domain in the form that asked for it."""

from __future__ import annotations

from django.forms import BaseForm

from core.errors import DomainError


def show_refusal(form: BaseForm, refusal: DomainError) -> None:
    """Put the sentence beside the field it speaks of, or above the form if it has no such field.

    In: a form that was validated, and what a service refused. The form is not valid afterwards.
    """
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
