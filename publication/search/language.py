"""The language of the search box. Pure: text in, a reading out; it never raises.

    guarantees "security council" -draft speaker:Witkoff outlet:"Daily Courier" status:unconfirmed said:2025-08..2025-09

Words have to stand in the statement, phrases in this order, words behind a minus must not. speaker:, outlet: take a
part of a name, or in quotation marks the whole. topic: takes the last part of a topic's address. said: takes a year,
month or day, or two of them with two dots between, either of which may be missing. What cannot be read is left out or
read as words, and a note says so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

LONGEST, MOST_TERMS = 300, 32
FIELDS = ("speaker", "status", "outlet", "topic", "said")

_TERM = re.compile(r'(?P<minus>-?)(?:(?P<field>[^\W\d_]{1,20}):)?(?:"(?P<quoted>[^"]*)(?P<end>"|$)|(?P<plain>[^\s"]+))')
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]+")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", re.ASCII)
_OPERATORS = frozenset({"OR", "AND", "NOT"})  # in capitals, as other searches have them
_HOLDS_A_SIGN = re.compile(r"\w")


class Problem(StrEnum):
    """What a note is about."""

    CUT = "cut"  # the text is longer than LONGEST, or holds more than MOST_TERMS terms
    OPEN_QUOTE = "open_quote"
    NO_FIELD = "no_field"  # "foo:" is no filter; read as words
    NO_VALUE = "no_value"
    NO_STATUS = "no_status"
    NO_DAY = "no_day"
    TURNED = "turned"  # the first day lies after the second: turned round
    TWICE = "twice"  # only the last one of a kind counts
    NO_NOT = "no_not"  # a minus before a filter
    NO_OR = "no_or"  # an operator of other searches: here every word has to stand


@dataclass(frozen=True, slots=True)
class Note:
    """`given` is the part of the text that it is about."""

    problem: Problem
    given: str


@dataclass(frozen=True, slots=True)
class Name:
    """Part of a name, or the whole of it."""

    text: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was understood. Terms in the order of the text; days include both ends."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    speaker: Name | None = None
    outlet: Name | None = None
    status: str = ""
    topic: str = ""
    said_from: date | None = None
    said_to: date | None = None
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """The reading as text: read again, it gives the same without notes."""
        parts = [*self.words, *(f'"{phrase}"' for phrase in self.phrases)]
        parts += [f"-{_quoted(term)}" for term in self.without]
        for field, name in (("speaker", self.speaker), ("outlet", self.outlet)):
            if name:
                parts.append(f'{field}:"{name.text}"' if name.whole else f"{field}:{name.text}")
        parts += [f"{field}:{value}" for field, value in (("status", self.status), ("topic", self.topic)) if value]
        if self.said_from or self.said_to:
            parts.append(f"said:{_span(self.said_from, self.said_to)}")
        return " ".join(parts)

    @property
    def websearch(self) -> str:
        """Words, phrases and what must not stand, as PostgreSQL's websearch_to_tsquery reads them."""
        return " ".join([*(f'"{term}"' for term in self.wanted), *(f'-"{term}"' for term in self.without)])

    @property
    def wanted(self) -> tuple[str, ...]:
        """Words and phrases that have to stand."""
        return (*self.words, *self.phrases)

    def but(self, **changes: object) -> Reading:
        """The same with other filters, without the notes."""
        return replace(self, notes=(), **changes)  # type: ignore[arg-type]


def read(text: str, *, statuses: Iterable[str]) -> Reading:
    """Understand a text. `statuses`: the words that status: may hold."""
    notes: list[Note] = []
    text = _BLANKS.sub(" ", _UNREADABLE.sub(" ", text)).translate(_QUOTES).strip()
    if len(text) > LONGEST:
        notes.append(Note(Problem.CUT, text[LONGEST : LONGEST + 20]))
        text = text[:LONGEST].strip()
    return _Reader(frozenset(statuses), notes).read(text)


class _Reader:
    def __init__(self, statuses: frozenset[str], notes: list[Note]) -> None:
        self._statuses, self._notes = statuses, notes
        self._words: list[str] = []
        self._phrases: list[str] = []
        self._without: list[str] = []
        self._fields: dict[str, object] = {}

    def read(self, text: str) -> Reading:
        terms = list(_terms(text))
        if len(terms) > MOST_TERMS:
            self._note(Problem.CUT, terms[MOST_TERMS][0])
        for given, term in terms[:MOST_TERMS]:
            self._term(given, term)
        return Reading(
            words=tuple(self._words),
            phrases=tuple(self._phrases),
            without=tuple(self._without),
            notes=tuple(self._notes),
            **self._fields,  # type: ignore[arg-type]
        )

    def _note(self, problem: Problem, given: str) -> None:
        self._notes.append(Note(problem, given[:60]))

    def _term(self, given: str, term: re.Match[str]) -> None:
        field, minus = (term["field"] or "").lower(), bool(term["minus"])
        whole = term["quoted"] is not None
        value = (term["quoted"] if whole else term["plain"]).strip()
        if whole and not term["end"]:
            self._note(Problem.OPEN_QUOTE, given)
        if not whole and not field and value.rstrip(":").lower() in FIELDS and value.endswith(":"):
            field, value = value.rstrip(":").lower(), ""
        if field in FIELDS:
            if minus:
                self._note(Problem.NO_NOT, given)
            elif not _HOLDS_A_SIGN.search(value):
                self._note(Problem.NO_VALUE, given)
            else:
                self._filter(field, value, given, whole=whole)
            return
        if field:
            self._note(Problem.NO_FIELD, given)
            self._take(field, minus=minus, whole=False)
        self._take(value, minus=minus, whole=whole)

    def _take(self, value: str, *, minus: bool, whole: bool) -> None:
        value = " ".join(re.split(r"[\s:]+", value.lstrip("-"))).strip()
        if not _HOLDS_A_SIGN.search(value):
            return
        if minus:
            self._without.append(value)
        elif whole:
            self._phrases.append(value)
        else:
            for part in value.split():
                self._word(part.lstrip("-"))

    def _word(self, word: str) -> None:
        if word in _OPERATORS:
            self._note(Problem.NO_OR, word)
        elif _HOLDS_A_SIGN.search(word):
            self._words.append(word)

    def _filter(self, field: str, value: str, given: str, *, whole: bool) -> None:
        if field == "said":
            self._said(value, given)
            return
        read: object = value
        if field in ("speaker", "outlet"):
            read = Name(value, whole)
        elif field == "status":
            read = value.lower()
            if read not in self._statuses:
                self._note(Problem.NO_STATUS, given)
                return
        elif field == "topic":
            read = re.sub(r"[^\w]+", "-", value.lower()).strip("-")
        self._set({field: read}, given)

    def _said(self, value: str, given: str) -> None:
        first, dots, second = value.partition("..")
        begin, end = _span_of(first), _span_of(second if dots else first)
        if (first and not begin) or (dots and second and not end) or not (begin or end):
            self._note(Problem.NO_DAY, given)
            return
        said_from, said_to = begin[0] if begin else None, end[1] if end else None
        if said_from and said_to and said_from > said_to:
            assert begin is not None
            assert end is not None
            said_from, said_to = end[0], begin[1]
            self._note(Problem.TURNED, given)
        self._set({"said_from": said_from, "said_to": said_to}, given)

    def _set(self, values: dict[str, object], given: str) -> None:
        if self._fields.keys() & values.keys():
            self._note(Problem.TWICE, given)
        self._fields |= values


def _terms(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Each term as it stands, with its parts. A quotation mark inside a word begins a phrase."""
    place = 0
    while place < len(text):
        found = _TERM.match(text, place)
        if found is None or found.end() == place:
            place += 1
            continue
        yield found[0], found
        place = found.end()


def _span_of(text: str) -> tuple[date, date] | None:
    """The first and the last day of a year, month or day."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if found[2]:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:  # IllegalMonthError of the calendar is one too
        return None


def _span(first: date | None, last: date | None) -> str:
    """The shortest way to write two days."""
    begins = [""] if first is None else [text for text in _ways(first) if (_span_of(text) or (None,))[0] == first]
    ends = [""] if last is None else [text for text in _ways(last) if (_span_of(text) or (None, None))[1] == last]
    for text in begins:
        if first and last and _span_of(text) == (first, last):
            return text
    return f"{begins[0]}..{ends[0]}"


def _ways(day: date) -> tuple[str, str, str]:
    whole = day.isoformat()
    return whole[:4], whole[:7], whole


def _quoted(term: str) -> str:
    return f'"{term}"' if " " in term else term
