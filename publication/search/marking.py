"""Where the words of a search stand in what it found."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models.functions import Left

from publication.models import Edition

# Signs that no stored text holds a use for; a text that has them all the same loses them here.
_BEGIN, _END = "\ue0f0", "\ue0f1"
_SUMMARY = 300  # so many characters of it are shown
Part = dict[str, object]  # {"text": str, "hit": bool}


def marked(editions: Iterable[int], words: str) -> dict[int, dict[str, list[Part]]]:
    """For each edition its `claim_text` and the beginning of its `summary`, in parts that say what is a hit."""
    if not words.strip():
        return {}
    query = SearchQuery(words, config="english", search_type="websearch")
    claim = SearchHeadline("claim_text", query, config="english", start_sel=_BEGIN, stop_sel=_END, highlight_all=True)
    summary = SearchHeadline(
        Left("summary", _SUMMARY), query, config="english", start_sel=_BEGIN, stop_sel=_END, highlight_all=True
    )
    rows = Edition.objects.filter(pk__in=list(editions)).order_by().values_list("pk", claim, summary)
    return {pk: {"claim": _parts(in_claim), "summary": _parts(in_summary)} for pk, in_claim, in_summary in rows}


def _parts(text: str) -> list[Part]:
    parts: list[Part] = []
    for number, piece in enumerate(text.split(_BEGIN)):
        hit, end, rest = piece.partition(_END)
        if number == 0 or not end:
            parts.append({"text": piece.replace(_END, ""), "hit": False})
            continue
        parts += [{"text": hit, "hit": True}, {"text": rest.replace(_END, ""), "hit": False}]
    return [part for part in parts if part["text"]]
