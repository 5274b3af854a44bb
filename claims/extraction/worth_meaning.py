"""Check-worthiness with the meaning of the sentence: a linear model over the fast score and layers of MiniLM.

Better than the fast scorer and a thousand times slower, so it serves `score_worth` and the step behind extraction
(`claims.services.weigh`), not extraction itself. The vectors come from the caller: extraction knows no embedding model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.extraction.version import ARTEFACTS
from claims.extraction.worth import load_worth, logit_of

Floats = NDArray[np.float32]
# Texts and layers in, means of the layers' vectors (texts, 384 * layers) out: `matching.embedding.embed_layers`.
Embed = Callable[[Sequence[str], Sequence[int]], Floats]

FILE_NAME = "worth_meaning.npz"
FORMAT = 2
LAYERS = (4, 5, 6)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Weights of the layers' numbers and of the fast score; 0 is the line."""

    weights: Floats
    intercept: float

    def logits(self, vectors: Floats, fast: Floats) -> Floats:
        return np.asarray(np.column_stack([vectors, fast]) @ self.weights + self.intercept, dtype=np.float32)


@cache
def load_meaning(path: Path = ARTEFACTS / FILE_NAME) -> Meaning | None:
    """The learned weights, or None where the file is missing or of another format."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if int(stored["format"]) != FORMAT:
            return None
        return Meaning(stored["weights"].astype(np.float32), float(stored["intercept"]))


def available() -> bool:
    """Whether both learned files are here."""
    return load_meaning() is not None and load_worth() is not None


def score_texts(texts: Sequence[str], embed: Embed) -> list[float]:
    """For each text its score, 0-1, worth checking from 0.5. A text without a word scores near 0.

    Call only where `available()`.
    """
    model = load_meaning()
    assert model is not None
    if not texts:
        return []
    fast = np.array([logit_of(text) for text in texts], dtype=np.float32)
    logits = model.logits(embed(texts, LAYERS), fast)
    return [float(value) for value in 1 / (1 + np.exp(-np.clip(logits, -30, 30)))]
