"""Check-worthiness: how much a claim deserves a reviewer's time, 0-1, with the reasons in plain words.

One linear model over hashed n-grams (`worth_features`), fast enough for every claim of every article. 0.5 is the
line between worth checking and not. Without the learned file the signs alone decide (`mode()` says "rules").
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from spacy.tokens import Doc

from claims.extraction.document import literal
from claims.extraction.types import Claim, Reason
from claims.extraction.version import ARTEFACTS
from claims.extraction.worth_features import length_of, letters_in, letters_of, signs_of, words_of
from claims.extraction.worth_signs import (
    CAUSE,
    COMPARISON,
    DATE,
    FUTURE,
    HEDGE,
    INSTITUTION,
    LAW,
    NAME,
    OPINION,
    PAST,
    QUANTITY,
    QUESTION,
    SELF,
    STATE,
    WORDING,
    Piece,
    pieces,
)

FILE_NAME = "worth.npz"
FORMAT = 1
REASONS = 3

# Rules-only mode: one step up or down per sign, from how often each goes with checkable statements.
_RULE_INTERCEPT = -1.2
_RULE_WEIGHTS = {
    QUANTITY: 1.4,
    DATE: 0.6,
    STATE: 0.4,
    INSTITUTION: 0.4,
    NAME: 0.4,
    COMPARISON: 0.6,
    CAUSE: 0.6,
    LAW: 0.5,
    PAST: 0.5,
    FUTURE: -1.0,
    HEDGE: -0.5,
    OPINION: -0.8,
    QUESTION: -1.2,
    SELF: -0.3,
}


class Worth:
    """The learned weights, as plain floats: looking up one number at a time is what this model does."""

    def __init__(self, weights: np.ndarray, scale: float, intercept: float) -> None:
        table = [(value - 128) * scale for value in range(256)]
        self._weights = [table[value] for value in (weights.astype(np.int16) + 128).tolist()]
        self._intercept = intercept
        self._letters: dict[str, float] = {}

    def logit(self, found: list[Piece]) -> tuple[float, list[float]]:
        """The score before squashing, and the share of each piece in it."""
        weights, forms = self._weights, [piece.form for piece in found]
        shares = [0.0] * len(found)
        for block in (words_of(forms), signs_of(found)):
            scale = 1 / max(len(block), 1) ** 0.5
            for feature, first, last in block:
                half = weights[feature] * scale / 2
                shares[first] += half
                shares[last] += half
        scale = 1 / max(sum(letters_in(form) for form in forms), 1) ** 0.5
        for place, form in enumerate(forms):
            shares[place] += self._letters_weight(form) * scale
        return self._intercept + weights[length_of(len(found))] + sum(shares), shares

    def _letters_weight(self, form: str) -> float:
        known = self._letters.get(form)
        if known is None:
            if len(self._letters) > 10_000:  # names never end; memory must stay flat
                self._letters.clear()
            known = self._letters[form] = sum(self._weights[feature] for feature in letters_of(form))
        return known


@cache
def load_worth(path: Path = ARTEFACTS / FILE_NAME) -> Worth | None:
    """The learned model, or None where the file is missing or of another format."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if int(stored["format"]) != FORMAT:
            return None
        return Worth(stored["weights"], float(stored["scale"]), float(stored["intercept"]))


def mode() -> Literal["learned", "rules"]:
    """Which of the two scorers is at work."""
    return "rules" if load_worth() is None else "learned"


def score_texts(texts: Sequence[str]) -> list[tuple[float, tuple[Reason, ...]]]:
    """For each text its score (0-1, worth checking from 0.5) and the three strongest reasons, strongest first.

    A reason's weight is its signed share in the score, in log-odds. A text without a word scores 0.
    """
    return [_scored(text) for text in texts]


def score_claims(doc: Doc, claims: list[Claim]) -> list[Claim]:
    """The claims with score and reasons, taken from the words of each claim's own span."""
    scored = []
    for claim in claims:
        own = " ".join(literal(doc, span) for span in claim.spans) or claim.text
        score, reasons = _scored(own)
        scored.append(replace(claim, score=round(score, 4), reasons=reasons))
    return scored


def logit_of(text: str) -> float:
    """The score in log-odds, for models that build on this one; -8 for a text without a word."""
    found = pieces(text)
    return _logit(found)[0] if found else -8.0


def _scored(text: str) -> tuple[float, tuple[Reason, ...]]:
    found = pieces(text)
    if not found:
        return 0.0, ()
    logit, shares = _logit(found)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))), _reasons(found, shares)


def _logit(found: list[Piece]) -> tuple[float, list[float]]:
    model = load_worth()
    if model is not None:
        return model.logit(found)
    seen: set[str] = set()
    shares = []
    for piece in found:  # a sign counts once, so that long texts do not win by length
        shares.append(0.0 if piece.sign in seen else _RULE_WEIGHTS.get(piece.sign, 0.0))
        seen.add(piece.sign)
    return _RULE_INTERCEPT + sum(shares), shares


def _reasons(found: list[Piece], shares: list[float]) -> tuple[Reason, ...]:
    """Shares summed by sign. Plain wording is named only where nothing else moved the score."""
    by_sign: dict[str, float] = {}
    for piece, share in zip(found, shares, strict=True):
        by_sign[piece.sign] = by_sign.get(piece.sign, 0.0) + share
    wording = by_sign.pop(WORDING, 0.0)
    ranked = sorted(by_sign.items(), key=lambda item: (-abs(item[1]), item[0]))
    named = [Reason(sign, round(share, 3)) for sign, share in ranked[:REASONS] if abs(share) >= 0.05]
    if not named and wording:
        named = [Reason("wording of a checkable statement" if wording > 0 else "wording of talk", round(wording, 3))]
    return tuple(named)
