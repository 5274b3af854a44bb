"""The forms that ask why: correct or retract what is published, review a settled claim again."""

from __future__ import annotations

from django.http import HttpRequest

from core.errors import DomainError
from desk.forms.review import PublishForm, ReasonForm
from desk.presenters.claim_page import ClaimPage

_PLACES = ("correct", "reopen")  # each with ids of its own on the page


def sent_reason(request: HttpRequest, place: str) -> ReasonForm:
    """What was sent, read as far as it can be: the service says what is missing."""
    form = ReasonForm(request.POST, auto_id=f"{place}_%s")
    form.is_valid()
    return form


def written(form: ReasonForm) -> dict[str, str]:
    """The words of the form as they were typed."""
    return {name: form.data.get(name, "") for name in ("reason", "summary", "override")}


def seen_edition(form: ReasonForm) -> tuple[int, int]:
    """Version of the claim and number of the edition that the person saw; what the form did not say is 0."""
    return form.cleaned_data.get("version") or 0, form.cleaned_data.get("edition") or 0


def reason_forms(page: ClaimPage, *, sent: ReasonForm | None, refusal: DomainError | None) -> dict[str, ReasonForm]:
    """`correct_form` and `reopen_form`; the one that was sent holds what was written and what is wrong with it."""
    now = {"version": page.claim.version, "edition": page.edition.number if page.edition else 0}
    forms = {place: ReasonForm(initial=now, auto_id=f"{place}_%s") for place in _PLACES}
    if sent is not None:
        place = str(sent.auto_id).partition("_")[0]
        again = ReasonForm({**written(sent), **now}, auto_id=sent.auto_id)
        if refusal is not None:
            field = refusal.field if refusal.field in again.fields else "reason"
            again.errors.pop(field, None)
            again.add_error(field, refusal.message)
        forms[place] = again
    return {f"{place}_form": form for place, form in forms.items()}


def kept_words(page: ClaimPage, sent: ReasonForm | None, publish_form: PublishForm | None) -> list[str]:
    """What was written into a form that the page has no place for any more, so that it can be copied."""
    if sent is not None:
        shown = page.can_reopen if str(sent.auto_id).startswith("reopen") else page.can_correct
        return [] if shown else [words for words in written(sent).values() if words.strip()]
    if publish_form is not None and not page.can_publish:
        return [words for name in ("summary", "override") if (words := publish_form.data.get(name, "")).strip()]
    return []
