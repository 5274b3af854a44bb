"""Train the check-worthiness models from ClaimBuster's crowd labels.

`train(data_dir, out_dir)` writes `worth.npz` (the fast linear model) and returns the figures on the development set.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from claims.extraction.worth import FILE_NAME, FORMAT
from claims.extraction.worth_features import SIZE, features

SEED = 20261123
FOLDS = 3
TRAIN = "checkworthy/claimbuster_crowdsourced.jsonl"
DEV = "checkworthy/checkthat2023_1b_english_test.jsonl"


def read(path: Path) -> tuple[list[str], np.ndarray]:
    """Texts and 0/1 labels of one file of the corpus."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row["text"] for row in rows], np.array([row["label"] for row in rows])


def matrix(texts: list[str]) -> Any:
    """The hashed features of all texts as a sparse matrix (texts, SIZE)."""
    from scipy.sparse import csr_matrix

    starts, columns, values = [0], [], []
    for text in texts:
        found = features(text)
        columns += found.keys()
        values += found.values()
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(texts), SIZE))


def train(data_dir: Path, out_dir: Path) -> dict[str, float]:
    """Fit on the crowd's labels, choose the line on held-out folds, write the file, score the development set."""
    texts, labels = read(data_dir / TRAIN)
    found = matrix(texts)
    held_out = _held_out_logits(found, labels)
    dev_texts, dev_labels = read(data_dir / DEV)
    model = _fit(found, labels)
    dev_logits = model.decision_function(matrix(dev_texts))
    line = (_best_line(labels, held_out) + _best_line(dev_labels, dev_logits)) / 2
    weights = np.asarray(model.coef_[0], dtype=np.float64)
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999) / 127)
    quantised = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    out_dir.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        out_dir / FILE_NAME,
        format=FORMAT,
        weights=quantised,
        scale=scale,
        intercept=float(model.intercept_[0]) - line,
    )
    return {
        "train_sentences": len(texts),
        "line": float(line),
        "cv_ap": average_precision(labels, held_out),
        "cv_f1": f1_at(labels, held_out, line),
        "dev_ap": average_precision(dev_labels, dev_logits),
        "dev_f1": f1_at(dev_labels, dev_logits, line),
    }


def average_precision(labels: np.ndarray, scores: np.ndarray) -> float:
    """Mean of the precision at each positive, best score first; ties go against the system."""
    ranked = labels[np.lexsort((labels, -scores))]
    hits = np.cumsum(ranked)
    return float((hits / np.arange(1, len(ranked) + 1))[ranked == 1].mean())


def f1_at(labels: np.ndarray, scores: np.ndarray, line: float) -> float:
    """F1 of the positives when everything at or above `line` is called worth checking."""
    said = scores >= line
    return float(2 * (labels[said] == 1).sum() / max(said.sum() + labels.sum(), 1))


def _best_line(labels: np.ndarray, scores: np.ndarray) -> float:
    """The line with the best F1, smoothed: the mean of all lines within 0.5 points of it."""
    lines = np.quantile(scores, np.linspace(0.3, 0.98, 200))
    values = np.array([f1_at(labels, scores, line) for line in lines])
    return float(lines[values >= values.max() - 0.005].mean())


def _fit(found: Any, labels: np.ndarray) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=1.5, solver="liblinear", tol=1e-2, random_state=SEED).fit(found, labels)


def _held_out_logits(found: Any, labels: np.ndarray) -> np.ndarray:
    from sklearn.model_selection import StratifiedKFold

    logits = np.zeros(len(labels))
    for known, unknown in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(labels, labels):
        logits[unknown] = _fit(found[known], labels[known]).decision_function(found[unknown])
    return logits
