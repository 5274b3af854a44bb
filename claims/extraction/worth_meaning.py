"""Check-worthiness with the meaning of the sentence: small networks over the fast score and the MiniLM vector.

Better than the fast scorer and a thousand times slower, so it serves `score_worth` and not the pipeline. The vectors
come from the caller: extraction knows no embedding model.
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
Embed = Callable[[list[str]], Floats]  # texts in, unit vectors (texts, 384) out: `matching.embedding.embed`

FILE_NAME = "worth_meaning.npz"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Networks:
    """Several networks with one hidden layer each; their log-odds are averaged. 0 is the line."""

    hidden: Floats  # (networks, inputs, units)
    hidden_bias: Floats  # (networks, units)
    out: Floats  # (networks, units)
    out_bias: Floats  # (networks,)
    line: float

    def logits(self, inputs: Floats) -> Floats:
        units = np.maximum(np.einsum("ti,niu->ntu", inputs, self.hidden) + self.hidden_bias[:, None, :], 0)
        return np.einsum("ntu,nu->tn", units, self.out).mean(axis=1) + self.out_bias.mean() - self.line


@cache
def load_networks(path: Path = ARTEFACTS / FILE_NAME) -> Networks | None:
    """The learned networks, or None where the file is missing or of another format."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if int(stored["format"]) != FORMAT:
            return None
        weights = [stored[name].astype(np.float32) for name in ("hidden", "hidden_bias", "out", "out_bias")]
        return Networks(weights[0], weights[1], weights[2], weights[3], line=float(stored["line"]))


def available() -> bool:
    """Whether both learned files are here."""
    return load_networks() is not None and load_worth() is not None


def score_texts(texts: Sequence[str], embed: Embed) -> list[float]:
    """For each text its score, 0-1, worth checking from 0.5. A text without a word scores near 0.

    Call only where `available()`.
    """
    networks = load_networks()
    assert networks is not None
    if not texts:
        return []
    fast = np.array([logit_of(text) for text in texts], dtype=np.float32)
    logits = networks.logits(np.concatenate([embed(list(texts)), fast[:, None]], axis=1))
    return [float(value) for value in 1 / (1 + np.exp(-np.clip(logits, -30, 30)))]
