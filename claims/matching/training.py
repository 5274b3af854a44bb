"""Learn the order of the candidates from posts whose checked claim is known.

`train(data_dir, out_dir)` writes `ranking.json` and returns figures: held-out folds that share no claim.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from claims.matching.jsonl import claim_of, rows_of
from claims.matching.order import Mode, features_of
from claims.matching.rank import ClaimIndex, Vectors

SEED = 20261123
FOLDS = 4
STRENGTH = 0.02  # inverse of the penalty on standardised weights, chosen on held-out folds
CLAIMS = "matching/checked_claims.jsonl"
QUERIES = (
    "matching/checkthat2022_2a_train.jsonl",
    "matching/checkthat2022_2a_dev.jsonl",
    "matching/checkthat2021_2a_test.jsonl",
)


def train(data_dir: Path, out_dir: Path, vectors: Vectors | None = None) -> dict[str, float]:
    """Fit with and without meaning; MAP@5 on held-out folds for all queries and for each file."""
    claims = [claim_of(row) for row in rows_of(data_dir / CLAIMS, ("claim_id", "text"))]
    files = [list(rows_of(data_dir / name, ("query_id", "text"))) for name in QUERIES]
    queries = [row for rows in files for row in rows]
    origin = np.array([number for number, rows in enumerate(files) for _ in rows])
    index = ClaimIndex(claims, vectors=vectors)
    figures: dict[str, float] = {"queries": len(queries), "claims": len(claims)}
    stored: dict[str, Any] = {"format": 1}
    modes: tuple[Mode, ...] = ("meaning", "words") if index.mode == "meaning" else ("words",)
    for mode in modes:
        if mode != index.mode:
            index.without_meaning()
        features, hits = _examples(index, claims, queries)
        relevant = [len(row["relevant"]) for row in queries]
        groups = [row["relevant"][0] for row in queries]
        held_out, undated = _held_out(features, hits, groups)
        plain = -np.broadcast_to(np.arange(hits.shape[1]), hits.shape)  # the order they were picked in
        for name, scores in (
            ("first_stage", plain),
            ("learned", held_out),
            ("learned_without_dates", undated),
        ):
            values = _average_precisions(scores, hits, relevant)
            figures[f"{mode}_{name}_map5"] = float(values.mean())
            for number, title in enumerate(("train", "dev2022", "test2021")):
                figures[f"{mode}_{name}_map5_{title}"] = float(values[origin == number].mean())
        weights, intercept = _fit(features, hits)
        stored[mode] = {"weights": [round(float(weight), 5) for weight in weights], "intercept": round(intercept, 5)}
    out_dir.mkdir(parents=True, exist_ok=True)
    (out_dir / "ranking.json").write_text(json.dumps(stored) + "\n", encoding="utf-8")
    return figures


def _examples(index: ClaimIndex, claims: list[Any], queries: list[dict[str, Any]]) -> tuple[np.ndarray, np.ndarray]:
    """Features (queries, 50, features) and whether each candidate is right (queries, 50)."""
    features, hits = [], []
    for query in queries:
        rows, asked, found = index.candidates(query["text"])
        features.append(features_of(asked, found))
        hits.append([claims[row].id in query["relevant"] for row in rows])
    return np.stack(features), np.array(hits)


def _fit(features: np.ndarray, hits: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights for the features as they are (the standardisation folded in).

    Every query is learned from twice, with dates and without: many queries have none.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    found = hits.any(axis=1)
    both = np.concatenate([features[found], _undated(features[found])])
    flat, right = both.reshape(-1, both.shape[2]), np.concatenate([hits[found], hits[found]]).ravel()
    scaler = StandardScaler().fit(flat)
    model = LogisticRegression(C=STRENGTH, max_iter=100, tol=1e-3, random_state=SEED)
    model.fit(scaler.transform(flat), right)
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - (weights * scaler.mean_).sum())


def _undated(features: np.ndarray) -> np.ndarray:
    plain = features.copy()
    plain[:, :, -4:] = 0
    return plain


def _held_out(features: np.ndarray, hits: np.ndarray, groups: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Scores of queries by a model that saw neither them nor their claims: with dates, and without."""
    from sklearn.model_selection import GroupKFold

    scores, undated = np.zeros(hits.shape), np.zeros(hits.shape)
    for known, unknown in GroupKFold(FOLDS).split(features, groups=groups):
        weights, intercept = _fit(features[known], hits[known])
        scores[unknown] = features[unknown] @ weights + intercept
        undated[unknown] = _undated(features[unknown]) @ weights + intercept
    return scores, undated


def _average_precisions(scores: np.ndarray, hits: np.ndarray, relevant: list[int]) -> np.ndarray:
    """AP@5 of each query, as `score_matching.py` computes it."""
    values = []
    for row, right, count in zip(scores, hits, relevant, strict=True):
        found = right[np.argsort(-row, kind="stable")[:5]]
        precision = np.cumsum(found) / np.arange(1, len(found) + 1)
        values.append(float((precision * found).sum() / min(5, count)))
    return np.array(values)
