"""Find mistakes of annotation in compiled development articles.

In: one record as ``compile_article`` gives it. Out: sentences, one for each mistake; none when all is well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.data.build_development_articles import STATUS_OF_STANCE, STATUSES

Record = dict[str, Any]


def mistakes(article: Record) -> list[str]:
    """Everything that is wrong with one article's spans, nesting, words, positions and speakers."""
    found = [*_of_spans(article), *_of_nesting(article), *_of_names(article)]
    for attribution in article["attributions"]:
        found += [f"{attribution['id']}: {words}" for words in _of_status(attribution)]
    return [f"{article['doc_id']}: {words}" for words in found]


def _all_spans(article: Record) -> Iterator[tuple[str, list[int]]]:
    for attribution in article["attributions"]:
        for role in ("source", "cue", "content", "contested_by"):
            for span in attribution[role]:
                yield f"{attribution['id']} {role}", span
        for position in attribution["positions"]:
            yield f"{attribution['id']} position", position["span"]
    for statement in [*article["statements"], *article["statements_optional"]]:
        for span in statement["span"]:
            yield statement["id"], span


def _of_spans(article: Record) -> Iterator[str]:
    text = article["text"]
    for where, (start, end) in _all_spans(article):
        if not 0 <= start < end <= len(text):
            yield f"{where}: span {start}-{end} is outside the text"
        elif text[start:end] != text[start:end].strip():
            yield f"{where}: blank at the edge of {text[start:end]!r}"
    date.fromisoformat(article["published_at"])
    if not 120 <= len(text.split()) <= 330:
        yield f"{len(text.split())} words, wanted 120 to 330"


def _of_nesting(article: Record) -> Iterator[str]:
    by_id = {attribution["id"]: attribution for attribution in article["attributions"]}
    if len(by_id) != len(article["attributions"]):
        yield "an id stands twice"
    for attribution in by_id.values():
        outer, seen = attribution, {attribution["id"]}
        while outer["parent"] is not None:
            if outer["parent"] not in by_id or outer["parent"] in seen:
                yield f"{attribution['id']}: parent {outer['parent']} is missing or goes round"
                break
            outer = by_id[outer["parent"]]
            seen.add(outer["id"])
        yield from _of_inner(attribution, by_id.get(attribution["parent"]))


def _of_inner(inner: Record, outer: Record | None) -> Iterator[str]:
    if outer is None:
        return
    if outer["status"] in ("unconfirmed", "denied") and STATUSES.index(inner["status"]) < STATUSES.index(
        outer["status"]
    ):
        yield f"{inner['id']}: {inner['status']} inside {outer['status']}"
    reach = outer["content"]
    for start, end in inner["content"]:
        if not any(left <= start and end <= right for left, right in reach):
            yield f"{inner['id']}: content outside the content of {outer['id']}"


def _of_status(attribution: Record) -> Iterator[str]:
    status = attribution["status"]
    stances = [position["stance"] for position in attribution["positions"]]
    unknown = [stance for stance in stances if stance not in STATUS_OF_STANCE]
    if status not in STATUSES or unknown:
        yield f"unknown word {status} {unknown}"
        return
    least = max((STATUSES.index(STATUS_OF_STANCE[stance]) for stance in stances), default=0)
    if STATUSES.index(status) < least or (status in ("denied", "unconfirmed") and not least):
        yield f"{status} with {stances}"
    if not attribution["source"] and status == "asserted" and attribution["speaker"] is None:
        yield "asserted by nobody"
    if not attribution["content"]:
        yield "without content"


def _of_names(article: Record) -> Iterator[str]:
    used = {attribution["speaker"] for attribution in article["attributions"]}
    used |= {p["party"] for attribution in article["attributions"] for p in attribution["positions"]}
    named = {name for name in used if name and not name.endswith("(unnamed)")}
    listed = set(article["speakers"])
    for name in sorted(named - listed):
        yield f"{name} is missing among the speakers"
    for name in sorted(listed - named):
        yield f"{name} is listed as a speaker and neither speaks nor takes a stand"
    for name in sorted(set(article["aliases"]) - used):
        yield f"aliases for {name}, who does not occur"
