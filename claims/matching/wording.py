"""Words of a claim or query, as matching compares them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ADDRESS = re.compile(r"https?://\S+|(?:pic\.twitter\.com|t\.co|bit\.ly)/\S+|www\.\S+", re.IGNORECASE)
_SIGNATURE = re.compile(rf"\s*[—–-]+\s*[^—–]{{1,80}}?\(@\w+\)\s*(?P<day>(?:{_MONTHS}) \d{{1,2}}, \d{{4}})?\W*$")
_HANDLE = re.compile(r"@(\w+)")
_HASHTAG = re.compile(r"#(\w+)")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|_")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:'[^\W\d_]+)?")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})

STOP_WORDS = frozenset(
    "a about above after again against all also am an and any are aren't as at be because been before being below "
    "between both but by can can't could couldn't did didn't do does doesn't doing don't down during each few for from "
    "further get got had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him "
    "himself his how how's i i'd i'll i'm i've if in into is isn't it it's its itself just let's like me more most my "
    "myself no nor not now of off on once only or other our ours out over own same she she'd she'll she's should so "
    "some such than that that's the their theirs them themselves then there there's these they they'd they'll they're "
    "they've this those through to too under until up us very was wasn't we we'd we'll we're we've were weren't what "
    "what's when when's where where's which while who who's whom why why's will with won't would wouldn't you you'd "
    "you'll you're you've your yours yourself via amp rt".split()
)


def normalise(text: str) -> str:
    """One canonical form for texts that differ only in case, quotation marks, blanks, end marks or digit grouping.

    For hashing and exact comparison; not for showing to people.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", plain)
    plain = re.sub(r"\s*(?:%|\bper cent\b)", " percent", plain)
    plain = _BLANKS.sub(" ", plain.replace('"', "")).strip()
    return plain.strip(" .!?,;:'-")


def without_address(text: str) -> str:
    """A post or sentence as plain words: no links, no signature and date of the post, handles and hashtags as words."""
    plain = _ADDRESS.sub(" ", text)
    plain = _SIGNATURE.sub("", plain)
    plain = _HANDLE.sub(lambda match: _HUMPS.sub(" ", match[1]), plain)
    plain = _HASHTAG.sub(lambda match: _HUMPS.sub(" ", match[1]), plain)
    return _BLANKS.sub(" ", plain).strip(' "') or _BLANKS.sub(" ", text).strip()


def words(text: str) -> list[str]:
    """Lower-case words and numbers in order; digit grouping removed, possessive endings cut."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES).lower()
    return [_tidy(word) for word in _WORD.findall(plain)]


def content_words(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A light stem: plural, past and -ing endings cut. Made for comparing, not for reading."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and any(letter in "aeiouy" for letter in base):
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "ls":
                base = base[:-1]
            return base.removesuffix("e")
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def _tidy(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    return word.removesuffix("'s") or word


def posted_on(text: str) -> date | None:
    """The date in the signature of a post ("— Name (@handle) January 14, 2020"), if it has one."""
    found = _SIGNATURE.search(text)
    if found is None or found["day"] is None:
        return None
    try:
        return datetime.strptime(found["day"], "%B %d, %Y").date()
    except ValueError:
        return None
