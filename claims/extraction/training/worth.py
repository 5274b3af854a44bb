"""Train the check-worthiness models from ClaimBuster's crowd labels.

`train(data_dir, out_dir)` writes `worth.npz` (the fast linear model) and `worth_meaning.npz` (a second model over its
score and layers of MiniLM), and returns figures of held-out folds and of the development set.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from claims.extraction import worth_meaning
from claims.extraction.worth import FILE_NAME, FORMAT
from claims.extraction.worth_features import SIZE, features
from claims.extraction.worth_meaning import LAYERS, Embed

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

    starts: list[int] = [0]
    columns: list[int] = []
    values: list[float] = []
    for text in texts:
        found = features(text)
        columns += found.keys()
        values += found.values()
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(texts), SIZE))


def train(data_dir: Path, out_dir: Path, embed: Embed | None = None) -> dict[str, float]:
    """Fit on the crowd's labels, choose the lines, write both files, score the development set.

    The line of each model lies two thirds of the way from the best line on the development set to the best on held-out
    folds: the crowd called less worth checking than later annotators do.
    `embed` defaults to `matching.embedding.embed_layers`.
    """
    if embed is None:
        embed = import_module("claims.matching.embedding").embed_layers
    texts, labels = read(data_dir / TRAIN)
    dev_texts, dev_labels = read(data_dir / DEV)
    found = matrix(texts)
    folds = _folds(labels)
    held_out = np.zeros(len(labels))
    for known, unknown in folds:
        held_out[unknown] = _fit(found[known], labels[known]).decision_function(found[unknown])
    model = _fit(found, labels)
    dev_fast = model.decision_function(matrix(dev_texts))
    line = _line_between(_best_line(dev_labels, dev_fast), _best_line(labels, held_out))
    out_dir.mkdir(parents=True, exist_ok=True)
    _write(model, line, out_dir)
    figures = {"train_sentences": float(len(texts)), "dev_sentences": float(len(dev_texts))}
    figures |= _figures("fast", (labels, held_out), (dev_labels, dev_fast), line)

    # At run time the fast score comes with its line taken off.
    inputs = np.column_stack([embed(texts, LAYERS), held_out - line])
    dev_inputs = np.column_stack([embed(dev_texts, LAYERS), dev_fast - line])
    middle, spread = inputs.mean(axis=0), inputs.std(axis=0)
    spread[spread < 1e-5] = 1.0  # numbers that never change
    inputs, dev_inputs = (inputs - middle) / spread, (dev_inputs - middle) / spread
    for known, unknown in folds:
        held_out[unknown] = _fit_meaning(inputs[known], labels[known]).decision_function(inputs[unknown])
    model = _fit_meaning(inputs, labels)
    dev_logits = model.decision_function(dev_inputs)
    line = _line_between(_best_line(dev_labels, dev_logits), _best_line(labels, held_out))
    weights = model.coef_[0] / spread
    np.savez_compressed(
        out_dir / worth_meaning.FILE_NAME,
        format=worth_meaning.FORMAT,
        weights=weights.astype(np.float32),
        intercept=float(model.intercept_[0] - weights @ middle - line),
    )
    return figures | _figures("meaning", (labels, held_out), (dev_labels, dev_logits), line)


def _fit_meaning(inputs: np.ndarray, labels: np.ndarray) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=0.003, max_iter=300, random_state=SEED).fit(inputs, labels)


def _line_between(dev: float, folds: float) -> float:
    return (dev + 2 * folds) / 3


def _figures(name: str, train: tuple[Any, Any], dev: tuple[Any, Any], line: float) -> dict[str, float]:
    found = {f"{name}_line": float(line)}
    for part, (labels, scores) in (("cv", train), ("dev", dev)):
        found[f"{name}_{part}_ap"] = average_precision(labels, scores)
        found[f"{name}_{part}_f1"] = f1_at(labels, scores, line)
    return found


def _write(model: Any, line: float, out_dir: Path) -> None:
    weights = np.asarray(model.coef_[0], dtype=np.float64)
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999) / 127)
    quantised = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    intercept = float(model.intercept_[0]) - line
    np.savez_compressed(out_dir / FILE_NAME, format=FORMAT, weights=quantised, scale=scale, intercept=intercept)


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


def _folds(labels: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    from sklearn.model_selection import StratifiedKFold

    return list(StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(labels, labels))
