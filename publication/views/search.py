"""The public search."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.enums import FOUND_STATUSES
from core.choices import label_of
from publication.forms import reading_of
from publication.models import Listing
from publication.search import (
    MOST_RANKED,
    Facets,
    Name,
    Note,
    Problem,
    Reading,
    Sort,
    facets,
    filters_of,
    marked,
    meant,
    near_in_meaning,
    resolved,
)
from publication.search.language import LONGEST, MOST_TERMS
from publication.views.lists import list_page
from publication.views.moment import at_a_moment, moment_context

PAGE_SIZE = 20


@require_safe
@at_a_moment
def search(request: HttpRequest, as_of: datetime | None) -> HttpResponse:
    """Published statements that fit what the box says, with counts to narrow them by."""
    reading = reading_of(request.GET)
    filters = resolved(filters_of(reading, as_of=as_of, sort=_sort(request, reading)))
    page, notice = list_page(filters, size=PAGE_SIZE, cursor=request.GET.get("cursor", ""))
    counted = facets(filters)
    address = _Address(request, filters.sort)
    context = {
        **moment_context(request, as_of),
        "section": "statements",
        "query": reading.text,
        "reading": reading,
        "notes": [_sentence(note) for note in reading.notes],
        "rows": _rows(page.rows, reading),
        "near": near_in_meaning(reading, filters) if not page.previous_cursor else [],
        "facets": _groups(counted, reading, address),
        "counted": counted,
        "most_ranked": MOST_RANKED if filters.sort == Sort.BEST and counted.found > MOST_RANKED else 0,
        "sorts": _sorts(reading, filters.sort, address),
        "notice": notice,
        "meant": _meant(reading, address) if counted.found < 3 else None,
        "next_url": address.of(reading, cursor=page.next_cursor) if page.next_cursor else "",
        "previous_url": address.of(reading, cursor=page.previous_cursor) if page.previous_cursor else "",
        "feeds": {form: _feed(reading, form) for form in ("atom", "json")},
        "sort": request.GET.get("sort", "") if filters.sort else "",
    }
    return render(request, "public/search.html", context)


class _Address:
    """The address of a search that differs in one thing from the one shown."""

    def __init__(self, request: HttpRequest, sort: str) -> None:
        self._sort = sort if request.GET.get("sort") else ""
        self._as_of = request.GET.get("as_of", "")

    def of(self, reading: Reading, *, sort: str | None = None, cursor: str = "") -> str:
        parts = {
            "q": reading.text,
            "sort": self._sort if sort is None else sort,
            "as_of": self._as_of,
            "cursor": cursor,
        }
        return f"?{urlencode({name: value for name, value in parts.items() if value})}"


def _sort(request: HttpRequest, reading: Reading) -> str:
    """The order asked for; without one, the best first where there are words to fit."""
    asked = request.GET.get("sort", "")
    if asked in {Sort.PUBLISHED, Sort.SAID} or (asked == Sort.BEST and reading.wanted):
        return asked
    return Sort.BEST.value if reading.wanted else ""


def _rows(listings: list[Listing], reading: Reading) -> list[dict[str, Any]]:
    hits = marked([row.pk for row in listings], reading.websearch) if reading.wanted else {}
    return [{"edition": row.edition, "fact_check": row.fact_check, **hits.get(row.pk, {})} for row in listings]


def _groups(counted: Facets, reading: Reading, address: _Address) -> list[dict[str, Any]]:
    titles = {
        "status": _("What we found"),
        "speaker": _("Who said it"),
        "topic": _("Topic"),
        "outlet": _("First reported by"),
        "year": _("Said in"),
    }
    labels = {status.value: str(label_of(status.value)) for status in FOUND_STATUSES}
    groups = []
    for kind, title in titles.items():
        choices = []
        for choice in counted.choices.get(kind, []):
            chosen = reading.but(**_choosing(kind, choice.value))
            selected = chosen == reading.but()
            url = address.of(reading.but(**_choosing(kind, "")) if selected else chosen)
            label = labels.get(choice.label, choice.label)
            choices.append({"label": label, "count": choice.count, "url": url, "selected": selected})
        if choices:
            groups.append({"title": title, "choices": choices})
    return groups


def _choosing(kind: str, value: str) -> dict[str, Any]:
    if kind in ("speaker", "outlet"):
        return {kind: Name(value.replace('"', " "), whole=True) if value else None}
    if kind == "year":
        year = int(value) if value else 0
        days = (datetime(year, 1, 1).date(), datetime(year, 12, 31).date()) if value else (None, None)
        return {"said_from": days[0], "said_to": days[1]}
    return {kind: value}


def _sorts(reading: Reading, used: str, address: _Address) -> list[dict[str, Any]]:
    names = {Sort.BEST: _("Best first"), Sort.PUBLISHED: _("Newest check"), Sort.SAID: _("Last said")}
    if not reading.wanted:
        del names[Sort.BEST]
    if not used:
        used = Sort.SAID.value if reading.said_from or reading.said_to else Sort.PUBLISHED.value
    return [
        {"label": label, "url": address.of(reading, sort=sort.value), "selected": sort.value == used}
        for sort, label in names.items()
    ]


def _meant(reading: Reading, address: _Address) -> dict[str, str] | None:
    better = meant(reading)
    return {"text": better.text, "url": address.of(better)} if better else None


def _feed(reading: Reading, form: str) -> str:
    address = reverse("publication:feed-of-all", args=["statements", form])
    return f"{address}?{urlencode({'q': reading.text})}" if reading.text else address


def _sentence(note: Note) -> str:
    sentences = {
        Problem.CUT: _(
            "Only the first %(longest)d characters and %(most)d terms are read; the rest, from “%(given)s”, was left"
            " out."
        ),
        Problem.OPEN_QUOTE: _("A quotation mark has no partner: %(given)s was read as a phrase to the end."),
        Problem.NO_FIELD: _("“%(given)s” is no filter; it was read as words."),
        Problem.NO_VALUE: _("“%(given)s” says nothing; it was left out."),
        Problem.NO_STATUS: _("“%(given)s” is nothing that we find; it was left out. We find: %(statuses)s."),
        Problem.NO_DAY: _(
            "“%(given)s” is no day, month or year; it was left out. Write said:2025-08 or said:2025-08..2025-09."
        ),
        Problem.TURNED: _("In “%(given)s” the later day stands first; they were turned round."),
        Problem.TWICE: _("There can be one filter of a kind; “%(given)s” took the place of the one before."),
        Problem.NO_NOT: _("A minus works on words and phrases; “%(given)s” was left out."),
        Problem.NO_OR: _("“%(given)s” was left out: every word has to stand. A minus before a word keeps it out."),
    }
    statuses = ", ".join(str(label_of(status.value)) for status in FOUND_STATUSES)
    facts = {"given": note.given, "longest": LONGEST, "most": MOST_TERMS, "statuses": statuses}
    return sentences[note.problem] % facts
