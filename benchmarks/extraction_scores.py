"""Check-worthiness, certainty and matching, scored by the tools beside the corpora, with 95 % intervals over items."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

DRAWS = 300


def score_tables(data: Path, scale: float) -> None:
    """Print what each scorer does on its development file; say which files are missing."""
    tools = data.parent / "tools"
    with tempfile.TemporaryDirectory() as folder:
        for name, table, needed in (
            ("check-worthiness", _worth, data / "checkworthy" / "checkthat2023_1b_english_test.jsonl"),
            ("certainty", _certainty, data / "certainty" / "uds_ih2_dev.jsonl"),
            ("matching", _matching, data / "matching" / "checkthat2022_2a_dev.jsonl"),
        ):
            if not needed.is_file() or not tools.is_dir():
                print(f"{name}: {needed} or the scoring tools are missing, no table")
                continue
            print(f"\n{name} ({needed.name})")
            table(_some(needed, Path(folder) / needed.name, scale), Path(folder) / f"{name}.jsonl", tools, data)


def _worth(gold: Path, predicted: Path, tools: Path, data: Path) -> None:
    from claims.extraction.scoring_jsonl import score_worth
    from claims.matching import embedding

    score_worth(gold, predicted, embedding.embed_layers if embedding.available() else None)
    _tool(tools / "score_checkworthy.py", gold, predicted)
    trainer = import_module("claims.extraction.training.worth")
    labels = np.array([row["label"] for row in _rows(gold)])
    scores = np.array([row["score"] for row in _rows(predicted)])
    _interval("f1", lambda some: trainer.f1_at(labels[some], scores[some], 0.5), len(labels))
    _interval("ap", lambda some: trainer.average_precision(labels[some], scores[some]), len(labels))


def _certainty(gold: Path, predicted: Path, tools: Path, data: Path) -> None:
    from claims.extraction.scoring_jsonl import score_certainty
    from claims.matching import embedding

    score_certainty(gold, predicted, embedding.embed_words if embedding.available() else None)
    labels = np.array([row["label"] for row in _rows(gold)])
    scores = np.array([row["score"] for row in _rows(predicted)])
    print(
        f"  Pearson r {np.corrcoef(labels, scores)[0, 1]:.4f}, mean absolute error {np.abs(labels - scores).mean():.4f}"
    )
    _interval("r", lambda some: float(np.corrcoef(labels[some], scores[some])[0, 1]), len(labels))


def _matching(gold: Path, predicted: Path, tools: Path, data: Path) -> None:
    from claims.matching.jsonl import run

    claims = data / "matching" / "checked_claims.jsonl"
    run(claims, gold, predicted)
    _tool(tools / "score_matching.py", gold, claims, predicted)
    found = {row["query_id"]: [claim for claim, _ in row["ranking"][:5]] for row in _rows(predicted)}
    values = np.array([_average_precision(found[row["query_id"]], set(row["relevant"])) for row in _rows(gold)])
    _interval("map@5", lambda some: float(values[some].mean()), len(values))


def _average_precision(ranking: list[str], relevant: set[str]) -> float:
    hits = np.array([claim in relevant for claim in ranking])
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / min(5, len(relevant)))


def _some(gold: Path, path: Path, scale: float) -> Path:
    lines = [line for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    kept = lines[: max(50, int(len(lines) * min(1.0, scale * 2)))]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return path


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _tool(tool: Path, *files: Path) -> None:
    done = subprocess.run([sys.executable, str(tool), *map(str, files)], capture_output=True, text=True, check=False)
    print("  " + (done.stdout or done.stderr).strip().replace("\n", "\n  "))


def _interval(name: str, measure: Callable[[np.ndarray], float], size: int) -> None:
    random = np.random.default_rng(1)
    drawn = [measure(random.integers(0, size, size)) for _ in range(DRAWS)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    print(f"  {name:22s} 95 %: {low:.4f}-{high:.4f} over {size} items")
