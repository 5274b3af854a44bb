"""Learn the weights of `weighing`, and the lines, on the development month: articles that no network has seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from claims.extraction.columns import columns_of
from claims.extraction.document import prepared_of
from claims.extraction.learned import Learned
from claims.extraction.networkreader import candidates
from claims.extraction.training.corpus import gold_rows, read_docs

PENALTY = 0.03  # inverse; the best of 0.03 and 0.3 on held-out folds
FOLDS = 10


def fit_weights(learned: Learned, dev: Path) -> tuple[list[float], float, dict[str, float]]:
    """Weights and intercept for the signs as they are, and F1 of cues on held-out folds of articles, beside that of the
    scores alone."""
    rows, labels, groups, plain, marked = [], [], [], [], 0
    for number, (row, doc) in enumerate(read_docs(dev)):
        columns = columns_of(doc, prepared_of(doc))
        gold = gold_rows(doc, columns, row)
        marked += len(gold)
        for found, signs in candidates(learned, columns):
            rows.append(signs)
            labels += [item.anchor in gold for item in found]
            plain += [item.score for item in found]
            groups += [number] * len(found)
    signs, right = np.concatenate(rows), np.array(labels)
    held_out = _held_out(signs, right, np.array(groups))
    weights, intercept = _fit(signs, right)
    figures = {
        "cue_f1_by_score": _best_f1(np.array(plain), right, marked),
        "cue_f1_weighed_held_out": _best_f1(held_out, right, marked),
    }
    return [round(float(weight), 5) for weight in weights], round(intercept, 5), figures


def _fit(signs: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, float]:
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(signs)
    model: Any = LogisticRegression(C=PENALTY, max_iter=800).fit(scaler.transform(signs), right)
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - (weights * scaler.mean_).sum())


def _held_out(signs: np.ndarray, right: np.ndarray, groups: np.ndarray) -> np.ndarray:
    from sklearn.model_selection import GroupKFold

    scores = np.zeros(len(right))
    for known, unknown in GroupKFold(min(FOLDS, len(set(groups.tolist())))).split(signs, groups=groups):
        weights, intercept = _fit(signs[known], right[known])
        scores[unknown] = signs[unknown] @ weights + intercept
    return scores


def _best_f1(scores: np.ndarray, right: np.ndarray, marked: int) -> float:
    hits = np.cumsum(right[np.argsort(-scores, kind="stable")])
    return round(float((2 * hits / (np.arange(1, len(hits) + 1) + marked)).max()), 4)
