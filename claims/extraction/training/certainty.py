"""Train the certainty models from UDS It-Happened 2, MEANTIME and MegaVeridicality 2.

`train(data_dir, out_dir)` writes `certainty.npz`; figures are of the development file of UDS-IH2, which nothing but
the share of the two models in the blend was chosen on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from claims.extraction.certainty import (
    FILE_NAME,
    FORMAT,
    LAYERS,
    SIZE,
    WordVectors,
    number,
    parse,
    word_at,
    word_vector,
)
from claims.extraction.certainty_signs import signs
from claims.extraction.types import Span

TRAIN = (
    ("certainty/uds_ih2_train.jsonl", 1.0),
    ("certainty/meantime_train.jsonl", 0.5),
    ("certainty/megaveridicality2_train.jsonl", 0.5),
)
DEV = "certainty/uds_ih2_dev.jsonl"
SIGNS_PENALTY = 1.0
MEANING_PENALTY = 3000.0
VECTOR_SHARE = 0.02  # how much the parser's vectors weigh beside the signs
SHARES = (0.0, 0.4, 0.5, 0.6, 1.0)


def train(data_dir: Path, out_dir: Path, word_vectors: WordVectors | None = None) -> dict[str, float]:
    """Fit both ridge models, write the file, return r and mean absolute error on the development file."""
    if word_vectors is None:
        from importlib import import_module

        word_vectors = import_module("claims.matching.embedding").embed_words
    parts = [(*read(data_dir / name, word_vectors), weight) for name, weight in TRAIN]
    found, vectors, meaning, labels = (_stacked([part[column] for part in parts]) for column in range(4))
    weight = np.concatenate([np.full(len(part[3]), part[4]) for part in parts])
    dev_found, dev_vectors, dev_meaning, dev_labels = read(data_dir / DEV, word_vectors)

    spread = vectors.std(axis=0) + 1e-6
    coefficients, intercept = _ridge_sparse(_beside(found, vectors / spread), labels, weight)
    scale = float(np.abs(coefficients[:SIZE]).max() / 127)
    quantised = np.round(coefficients[:SIZE] / scale).astype(np.int8)
    vector = (coefficients[SIZE:] * VECTOR_SHARE / spread).astype(np.float32)
    by_parse = dev_found @ (quantised * scale) + dev_vectors @ vector + intercept

    joined, dev_joined = np.hstack([meaning, vectors]), np.hstack([dev_meaning, dev_vectors])
    dense, dense_intercept = _ridge_dense(joined, labels, weight)
    by_meaning = dev_joined @ dense + dense_intercept
    share = max(SHARES, key=lambda s: correlation((1 - s) * by_parse + s * by_meaning, dev_labels))
    blend = (1 - share) * by_parse + share * by_meaning
    out_dir.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        out_dir / FILE_NAME,
        format=FORMAT,
        signs=quantised,
        scale=scale,
        vector=vector,
        intercept=intercept,
        meaning=dense.astype(np.float32),
        meaning_intercept=dense_intercept,
        meaning_share=share,
    )
    figures = {"train_events": float(len(labels)), "dev_events": float(len(dev_labels)), "share": share}
    for name, scores in (("parse", by_parse), ("meaning", by_meaning), ("blend", blend)):
        figures[f"dev_r_{name}"] = correlation(scores, dev_labels)
        figures[f"dev_mae_{name}"] = float(np.abs(np.clip(scores, -3, 3) - dev_labels).mean())
    return figures


def read(path: Path, word_vectors: WordVectors) -> tuple[Any, np.ndarray, np.ndarray, np.ndarray]:
    """Signs (sparse), parser's vectors, MiniLM's vectors and labels of one file."""
    from scipy.sparse import csr_matrix

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    parsed = parse(row["text"] for row in rows)
    starts, columns, values, vectors = [0], [], [], []
    for row in rows:
        word = word_at(parsed[row["text"]], Span(*row["span"]))
        numbers = {number(sign) for sign in signs(word)} if word is not None else {0}
        columns += sorted(numbers)
        values += [1 / len(numbers) ** 0.5] * len(numbers)
        starts.append(len(columns))
        vectors.append(word_vector(word) if word is not None else np.zeros(384, dtype=np.float32))
    found = csr_matrix((values, columns, starts), shape=(len(rows), SIZE))
    meaning = word_vectors([(row["text"], *row["span"]) for row in rows], LAYERS)
    return found, np.stack(vectors), meaning, np.array([row["label"] for row in rows])


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Pearson's r."""
    return float(np.corrcoef(one, other)[0, 1])


def _stacked(parts: Sequence[Any]) -> Any:
    from scipy.sparse import issparse, vstack

    return vstack(parts).tocsr() if issparse(parts[0]) else np.concatenate(parts)


def _beside(found: Any, vectors: np.ndarray) -> Any:
    from scipy.sparse import csr_matrix, hstack

    return hstack([found, csr_matrix(vectors * VECTOR_SHARE)]).tocsr()


def _ridge_sparse(found: Any, labels: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, float]:
    from sklearn.linear_model import Ridge

    model = Ridge(alpha=SIGNS_PENALTY, solver="sparse_cg", tol=1e-3).fit(found, labels, sample_weight=weight)
    return model.coef_, float(model.intercept_)


def _ridge_dense(vectors: np.ndarray, labels: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, float]:
    """Ridge on standardised columns in closed form; weights for the columns as they are."""
    middle, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    scaled = ((vectors - middle) / spread).astype(np.float32)
    mean = float(np.average(labels, weights=weight))
    weighted = scaled * weight[:, None].astype(np.float32)
    gram = weighted.T @ scaled + MEANING_PENALTY * np.eye(scaled.shape[1], dtype=np.float32)
    solved = np.linalg.solve(gram, weighted.T @ (labels - mean).astype(np.float32)) / spread
    return solved, mean - float(solved @ middle)
