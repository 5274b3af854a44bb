"""Do two stand-alone claims say the same? Strict on purpose: joining two wrongly is worse than asking a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from claims.matching.wording import content_words, normalise, words

# Wording this near, with numbers, names and polarity equal, is the same proposition. Tuned by hand on the demo
# newsroom's repeats; the suggestions below it go to people.
SAME_FROM = 0.86
_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without n't cannot can't won't don't doesn't didn't isn't aren't"
    " wasn't weren't hasn't haven't hadn't fail failed deny denied refuse refused".split()
)
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion half"
    " dozen dozens hundreds thousands millions billions".split()
)
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Sameness:
    """`same`: one proposition; `score` 0..1: how near the wording is; `reason`: what decided it."""

    same: bool
    score: float
    reason: str


def same_claim(a: str, b: str) -> Sameness:
    """Compare two claim texts. Numbers, names and negation must agree before wording is looked at."""
    if normalise(a) == normalise(b):
        return Sameness(same=True, score=1.0, reason="same wording")
    score = _nearness(a, b)
    for reason, of in (("other numbers", _numbers), ("other polarity", _negated), ("other names", _names)):
        if of(a) != of(b):
            return Sameness(same=False, score=min(score, SAME_FROM - 0.01), reason=reason)
    if score >= SAME_FROM:
        return Sameness(same=True, score=score, reason="near-equal wording")
    return Sameness(same=False, score=score, reason="similar wording")


def _nearness(a: str, b: str) -> float:
    """Mean of the Dice overlap of content words and the ratio of words in order."""
    left, right = content_words(a), content_words(b)
    if not left or not right:
        return 0.0
    shared = len(set(left) & set(right))
    dice = 2 * shared / (len(set(left)) + len(set(right)))
    ordered = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return (dice + ordered) / 2


def _numbers(text: str) -> frozenset[str]:
    digits = frozenset(number.rstrip(".,").replace(",", "") for number in _NUMBER.findall(text))
    return digits | _NUMBER_WORDS.intersection(words(text))


def _negated(text: str) -> bool:
    return bool(_NEGATIONS.intersection(words(text))) or "n't" in text.casefold().replace("\u2019", "'")


def _names(text: str) -> frozenset[str]:
    """Capitalised words that do not open the text, in lower case."""
    tokens = re.findall(r"[^\W\d_][\w'\u2019-]*", text)
    return frozenset(
        token.casefold().removesuffix("'s").removesuffix("\u2019s") for token in tokens[1:] if token[0].isupper()
    )
