"""Words that mean a day only beside the day of publication: "yesterday", "last month", "two years ago"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from claims.extraction.claimtexts.columns import Columns

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS.split())}
_NUMBERS |= {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_PART = r"(?:\s+(?P<part>morning|afternoon|evening|night))?"
_PATTERN = re.compile(
    r"\b(?:"
    rf"(?P<day>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight){_PART}"
    r"|(?P<overnight>[Oo]vernight)|(?P<yearend>[Tt]he (?:end|start|beginning) of (?:the|this|next) year)"
    r"|(?P<lastnight>[Ll]ast night)|(?P<thispart>[Tt]his (?:morning|afternoon|evening))"
    rf"|(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s+)?(?P<weekday>{'|'.join(_DAYS)})(?:\s+(?P<wpart>morning|afternoon|evening|night))?"
    r"(?!\s+\d|,?\s+(?:\d+\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"|(?:(?P<early>[Ee]arlier|[Ll]ater)\s+)?(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he forthcoming|[Tt]he coming)\s+"
    r"(?P<unit>week|month|year|weekend|summer|spring|autumn|fall)"
    rf"|(?P<mrel>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<month>{'|'.join(_MONTHS)})(?!\s+\d)"
    rf"|(?P<prep>(?:[Ii]n|[Tt]o|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Bb]efore|[Aa]fter|[Dd]uring)(?:\s+(?:early|late|mid))?)\s+(?P<bare>{'|'.join(_MONTHS)})"
    r"(?!\s*[-–]?\s*\d|,\s+\d{4}|\s+(?:of|last|this|next)\b)"
    rf"|(?P<smonth>{_SHORT})\s+(?P<snum>[0-3]?\d)(?:st|nd|rd|th)?\b(?!,?\s+\d{{4}}|[:\d])"
    r"|(?P<sprep>[Ss]ince)\s+(?:the\s+)?(?P<season>spring|summer|autumn)(?!\s+(?:of|\d))"
    rf"|(?P<dnum>[0-3]?\d)(?:st|nd|rd|th)?\s+(?P<dmonth>{'|'.join(_MONTHS)})(?!,?\s+\d{{4}})"
    rf"|(?P<umonth>{'|'.join(_MONTHS)})\s+(?P<unum>[0-3]?\d)(?:st|nd|rd|th)?\b(?!,?\s+\d{{4}}|[:\d])"
    r"|(?P<count>a|an|\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)"
    r"\s+(?P<ago>day|week|month|year)s?\s+ago"
    r")\b"
)  # fmt: skip
_FUTURE_PREPOSITIONS = re.compile(r"\b(?:by|until|before|till|from)\s+$", re.I)
_ANY_PREPOSITION = re.compile(
    r"\b(?:on|in|at|by|until|till|before|since|from|of|for|after|during|to|between|and|early|late|mid|than|through|over)\s+$",
    re.I,
)
_PERIOD = re.compile(r"\b(?:the|past|over)\s+$", re.I)


@dataclass(frozen=True, slots=True)
class DateWord:
    """One deictic expression: its characters, its head token, and how it reads (in past, in future)."""

    start: int
    end: int
    past: str
    future: str

    def words(self, *, future: bool) -> str:
        return self.future if future else self.past


def written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


class Calendar:
    """All deictic expressions of one text, found in one pass."""

    def __init__(self, text: str, published_at: date | None) -> None:
        self._found: list[DateWord] = []
        if published_at is not None:
            for match in _PATTERN.finditer(text):
                found = _read(match, text, published_at)
                if found is not None:
                    self._found.append(found)
        self._starts = [word.start for word in self._found]

    def within(self, start: int, end: int) -> list[DateWord]:
        """The expressions that lie wholly inside start..end."""
        low, high = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return [word for word in self._found[low:high] if word.end <= end]


def _read(match: re.Match[str], text: str, today: date) -> DateWord | None:
    groups = match.groupdict()
    before = text[max(0, match.start() - 14) : match.start()]
    for name, reader in _READERS:
        if groups[name]:
            try:
                past, future = reader(groups, today, before)
            except (ValueError, OverflowError):
                return None
            return DateWord(match.start(), match.end(), past, future) if past else None
    return None


def _with(preposition: str, before: str, words: str) -> str:
    return words if _ANY_PREPOSITION.search(before) else f"{preposition} {words}"


_Reader = Callable[[dict[str, str | None], date, str], tuple[str, str]]


def _same(words: str) -> tuple[str, str]:
    return words, words


def _day(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    word = (groups["day"] or "").lower()
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    part = "night" if word == "tonight" else groups["part"]
    when = written(today + timedelta(days=shift))
    return _same(_with("on", before, f"the {part} of {when}" if part else when))


def _last_night(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    return _same(f"on the night of {written(today - timedelta(days=1))}")


def _overnight(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    return _same(f"in the night to {written(today)}")


def _year_end(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    edge, _, which = (groups["yearend"] or "").partition(" of ")
    year = today.year + (1 if which.startswith("next") else 0)
    return _same(f"{edge} of {year}")


def _this_part(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    return _same(f"on the {(groups['thispart'] or '').split()[-1]} of {written(today)}")


def _weekday(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    number = _DAYS.index(groups["weekday"] or "")
    back, on = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    which = (groups["which"] or "").lower()
    if which == "last":
        earlier = today - timedelta(days=back or 7)
        later = earlier
    elif which == "next":
        later = today + timedelta(days=on or 7)
        earlier = later
    else:
        earlier, later = today - timedelta(days=back), today + timedelta(days=on)
    part = f"{groups['wpart']} of " if groups["wpart"] else ""
    if part:
        return _with("on", before, f"the {part}{written(earlier)}"), _with("on", before, f"the {part}{written(later)}")
    return _with("on", before, written(earlier)), _with("on", before, written(later))


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}


def _relative(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    rel, unit = (groups["rel"] or "").lower(), groups["unit"]
    step = {"last": -1, "this": 0}.get(rel, 1)
    if _PERIOD.search(before):
        return "", ""
    early = f"{groups['early'].lower()} " if groups["early"] else ""
    if unit == "year":
        words = str(today.year + step)
    elif unit == "month":
        months = today.year * 12 + today.month - 1 + step
        words = f"{_MONTHS[months % 12]} {months // 12}"
    elif unit in ("week", "weekend"):
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        if unit == "weekend":
            if rel == "this":
                return "", ""
            return _same(_with("on", before, f"the weekend of {written(monday + timedelta(days=5))}"))
        words = f"the week of {written(monday)}"
    else:
        if rel == "next" or rel.startswith("the"):
            return "", ""
        # "last summer" is the latest one that is over; the seasons of the north are meant only by number of the year.
        year = today.year if rel == "this" or today.month >= _SEASONS[unit or ""] + 3 else today.year - 1
        words = f"the {unit} of {year}"
    return _same(early + _with("in", before if not early else "", words))


def _named_month(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    number = _MONTHS.index(groups["month"] or "") + 1
    rel = (groups["mrel"] or "").lower()
    if rel == "last":
        year = today.year if number < today.month else today.year - 1
    elif rel == "next":
        year = today.year if number > today.month else today.year + 1
    else:
        year = today.year
    return _same(_with("in", before, f"{groups['month']} {year}"))


def _nearest(month: int, day: int, today: date, *, future: bool) -> int:
    candidates = [today.year - 1, today.year, today.year + 1]
    if future:
        return next(y for y in candidates if (y, month, day) >= (today.year, today.month, today.day if day > 0 else 0))
    return next(y for y in reversed(candidates) if (y, month, day) <= (today.year, today.month, today.day))


def _bare_month(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    number = _MONTHS.index(groups["bare"] or "") + 1
    years = [_nearest(number, 0, today, future=future) for future in (False, True)]
    preposition = (groups["prep"] or "").lower().split()[0]
    if preposition in ("by", "until"):
        years[0] = years[1]
    elif preposition == "since":
        years[1] = years[0]
    past, future = (f"{groups['prep']} {groups['bare']} {year}" for year in years)
    return past, future


def _day_and_month(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    name = groups["dmonth"] or groups["umonth"] or groups["smonth"] or ""
    month = next(number for number, word in enumerate(_MONTHS, 1) if word.startswith(name[:3]))
    day = int(groups["dnum"] or groups["unum"] or groups["snum"] or 0)
    years = [_nearest(month, day, today, future=future) for future in (False, True)]
    return written(date(years[0], month, day)), written(date(years[1], month, day))


def _bare_season(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    """ "Since the spring": the latest that has begun."""
    season = groups["season"] or ""
    year = today.year if today.month >= _SEASONS[season] else today.year - 1
    return _same(f"{(groups['sprep'] or '').lower()} the {season} of {year}")


def _ago(groups: dict[str, str | None], today: date, before: str) -> tuple[str, str]:
    count_word = (groups["count"] or "").lower()
    count = _NUMBERS[count_word] if count_word in _NUMBERS else int(count_word)
    if groups["ago"] == "year":
        return _same(_with("in", before, str(today.year - count)))
    if groups["ago"] == "day":
        return _same(_with("on", before, written(today - timedelta(days=count))))
    if groups["ago"] == "month":
        months = today.year * 12 + today.month - 1 - count
        return _same(_with("in", before, f"{_MONTHS[months % 12]} {months // 12}"))
    start = today - timedelta(days=today.weekday()) - timedelta(weeks=count)
    return _same(_with("in", before, f"the week of {written(start)}"))


_READERS: tuple[tuple[str, _Reader], ...] = (
    ("day", _day),
    ("overnight", _overnight),
    ("yearend", _year_end),
    ("lastnight", _last_night),
    ("thispart", _this_part),
    ("weekday", _weekday),
    ("unit", _relative),
    ("month", _named_month),
    ("bare", _bare_month),
    ("dmonth", _day_and_month),
    ("umonth", _day_and_month),
    ("smonth", _day_and_month),
    ("season", _bare_season),
    ("ago", _ago),
)


def apply(
    columns: Columns, calendar: Calendar, tokens: list[int], looks_ahead: Callable[[int], bool]
) -> dict[int, str]:
    """Replacements by token: the first token of an expression reads the date, its others read nothing.

    `looks_ahead` tells whether the clause of a token is about what is to come: then "on Tuesday" is the next one.
    """
    replaced: dict[int, str] = {}
    if not tokens:
        return replaced
    inside = set(tokens)
    for word in calendar.within(columns.start[tokens[0]], columns.end[tokens[-1]]):
        first = bisect_right(columns.end, word.start)
        last = bisect_left(columns.start, word.end)
        if last <= first or any(i not in inside or columns.entity[i] == "PERSON" for i in range(first, last)):
            continue
        ahead = looks_ahead(last - 1) or bool(
            _FUTURE_PREPOSITIONS.search(columns.text[max(0, word.start - 8) : word.start])
        )
        possessive = last < len(columns) and columns.tag[last] == "POS"
        words = word.words(future=ahead)
        if possessive or columns.dep[last - 1] in ("nsubj", "nsubjpass", "poss", "compound", "nmod"):
            words = re.sub(r"^(?:on|in) ", "", words)
        replaced[first] = words
        for i in range(first + 1, last):
            replaced[i] = ""
    return replaced
