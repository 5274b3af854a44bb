"""Whether two stand-alone claim texts say the same. Strict: a wrong yes merges two claims, a wrong no costs a look.

Two texts are the same when they share all numbers, dates, names, negation, modality and direction, keep their names in
the same order, and use the same content words up to endings, titles and small words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from claims.matching.wording import STOP_WORDS, normalise, stem, words

_SMALL_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_NUMBER_WORDS = {"hundred", "thousand", "million", "billion", "trillion", "dozen", "half", "third", "quarter"}
_MONTHS = set(
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
_NEGATIONS = set(
    "not no never none nobody nothing nowhere neither nor without fail failed fails deny denies denied refuse refuses "
    "refused false untrue".split()
)
_MODALS = set("will would shall should may might can could must if unless reportedly allegedly".split())
_LIMITS = set(
    "all every each most many some few several half only at least more less than over under above below up down after "
    "before until between against from to by for with first last almost nearly about around both any".split()
)
# Words that add nothing to who did what: titles, reported forms of address, filler.
_HARMLESS = set(
    "mr mrs ms dr sir president prime minister senator sen representative rep governor gov chancellor secretary king "
    "queen prince pope general gen leader chief also already indeed actually just very really then now today so "
    "however".split()
)
_SAME_STEM = {
    "american": "us",
    "usa": "us",
    "u.s": "us",
    "britain": "uk",
    "percent": "percent",
    "kill": "kill",
}
_PHRASES = (
    (re.compile(r"\bu\.?\s?s\.?(?:\s?a\.?)?(?=\W|$)"), "us"),
    (re.compile(r"\b(?:the )?united states(?: of america)?\b"), "us"),
    (re.compile(r"\b(?:the )?united kingdom\b"), "uk"),
    (re.compile(r"\b(?:the )?united nations\b"), "un"),
    (re.compile(r"\b(?:the )?european union\b"), "eu"),
    (re.compile(r"\bcannot\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bcan't\b"), "can not"),
    (re.compile(r"n't\b"), " not"),
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_SAME_FROM = 0.85


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` 0-1 is how alike the wording is; `reason` says in plain words what decided."""

    same: bool
    score: float
    reason: str


def same_claim(one: str, other: str) -> Verdict:
    """Compare two claim texts. Symmetric, and every text without words is the same as nothing."""
    first, second = normalise(one), normalise(other)
    if not words(first) or not words(second):
        return Verdict(same=False, score=0.0, reason="no words to compare")
    if first == second and _names(one) == _names(other):
        return Verdict(same=True, score=1.0, reason="same wording")
    left, right = _terms(first), _terms(second)
    score = _likeness(left, right)
    difference = _difference(left, right) or _name_difference(one, other)
    if difference:
        return Verdict(same=False, score=round(min(score, 0.99), 3), reason=difference)
    rest = _content(left) ^ _content(right)
    if score >= _SAME_FROM and not rest:
        return Verdict(same=True, score=round(score, 3), reason="same words apart from endings and small words")
    alike = "similar wording" if score >= 0.5 else "different wording"
    return Verdict(same=False, score=round(min(score, 0.99), 3), reason=alike)


def _terms(text: str) -> list[str]:
    for pattern, plain in _PHRASES:
        text = pattern.sub(plain, text)
    return [_SMALL_NUMBERS.get(word, word) for word in words(text)]


def _content(terms: list[str]) -> set[str]:
    skip = STOP_WORDS | _HARMLESS
    stems = {stem(word) for word in terms if word not in skip}
    return {_SAME_STEM.get(word, word) for word in stems}


def _likeness(left: list[str], right: list[str]) -> float:
    """Half the overlap of content words (Dice), half their order; 0-1, the same both ways round."""
    one = [stem(word) for word in left if word not in STOP_WORDS and word not in _HARMLESS] or left
    two = [stem(word) for word in right if word not in STOP_WORDS and word not in _HARMLESS] or right
    shared = sum((Counter(one) & Counter(two)).values())
    dice = 2 * shared / (len(one) + len(two))
    if dice < 0.4 or len(one) + len(two) > 400:
        return dice
    first, second = sorted((one, two))
    order = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return float(dice + order) / 2


def _difference(left: list[str], right: list[str]) -> str:
    """The first thing that two texts of the same claim may not differ in, or nothing."""
    checks = (
        ("the numbers differ", lambda word: word[0].isdigit() or word in _NUMBER_WORDS),
        ("the dates differ", lambda word: word in _MONTHS),
        ("one is negated, the other not", lambda word: word in _NEGATIONS),
        ("one is certain, the other not", lambda word: word in _MODALS),
        ("the direction or extent differs", lambda word: word in _LIMITS),
    )
    for reason, relevant in checks:
        if Counter(filter(relevant, left)) != Counter(filter(relevant, right)):
            return reason
    return ""


def _names(text: str) -> list[str]:
    """Words with a capital letter, in order, unless the whole text is in capitals. The first word counts if it is
    no ordinary small word."""
    if text.isupper():
        return []
    found = [match[0] for match in _NAME.finditer(text) if match[0][0].isupper()]
    plain = [word.lower().replace("’", "'").removesuffix("'s").rstrip(".") for word in found]
    return [word for word in plain if word not in STOP_WORDS and word not in _HARMLESS]


def _name_difference(one: str, other: str) -> str:
    """Who did it to whom: the names both texts hold must come in the same order."""
    left, right = _names(one), _names(other)
    shared = set(left) & set(right)
    order = [list(dict.fromkeys(word for word in names if word in shared)) for names in (left, right)]
    return "" if order[0] == order[1] else "the names come in another order"
