"""The second half of training check-worthiness: networks over sentence vectors and the fast score."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from claims.extraction.worth_meaning import FILE_NAME, FORMAT

NETWORKS = 4
UNITS = 64
ROUNDS = 6  # more overfits the crowd's noise, seen on held-out folds


def fit_networks(inputs: np.ndarray, labels: np.ndarray, count: int) -> list[Any]:
    """Networks on standardised inputs that differ in their seed alone."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier
    from sklearn.utils._testing import ignore_warnings

    def fit(seed: int) -> Any:
        network = MLPClassifier(
            (UNITS,), alpha=3.0, learning_rate_init=1e-3, max_iter=ROUNDS, batch_size=128, random_state=seed
        )
        return network.fit(inputs, labels)

    with ignore_warnings(category=ConvergenceWarning):
        return [fit(seed) for seed in range(count)]


def logits_of(networks: list[Any], inputs: np.ndarray) -> np.ndarray:
    """Mean log-odds of all networks."""
    odds = [np.clip(network.predict_proba(inputs)[:, 1], 1e-9, 1 - 1e-9) for network in networks]
    return np.mean([np.log(p / (1 - p)) for p in odds], axis=0)


def write_networks(networks: list[Any], middle: np.ndarray, spread: np.ndarray, line: float, out_dir: Path) -> None:
    """Fold the standardisation into the first layer and store half-precision numbers."""
    hidden = np.stack([network.coefs_[0] / spread[:, None] for network in networks])
    bias = np.stack([n.intercepts_[0] - (middle / spread) @ n.coefs_[0] for n in networks])
    np.savez_compressed(
        out_dir / FILE_NAME,
        format=FORMAT,
        hidden=hidden.astype(np.float16),
        hidden_bias=bias.astype(np.float32),
        out=np.stack([network.coefs_[1][:, 0] for network in networks]).astype(np.float32),
        out_bias=np.array([network.intercepts_[1][0] for network in networks], dtype=np.float32),
        line=line,
    )
