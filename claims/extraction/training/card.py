"""The card of the attribution model: what went in, what came out, what it holds of the texts."""

from __future__ import annotations

import hashlib
import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from claims.extraction.attribution import AttributionFinder
from claims.extraction.document import prepare
from claims.extraction.jsonl import attribution_to_dict
from claims.extraction.learned import load_learned
from claims.extraction.model import load_model
from claims.extraction.pipeline import joined

CARD = Path(__file__).parents[3] / "docs" / "models" / "attribution.json"
MEASURES = ("rel@0.5", "rel@0.8", "strict", "content@0.5", "exact.source", "exact.cue", "exact.content")


def write_card(dev: Path, artefact: Path, hashes: dict[str, str]) -> dict[str, Any]:
    """Score the artefact on `dev` with the scoring tool beside the data; write the figures and hashes to the card."""
    figures = score(dev, artefact)
    card = {
        "artefact": {"file": artefact.name, "bytes": artefact.stat().st_size,
                     "sha256": hashlib.sha256(artefact.read_bytes()).hexdigest()},
        "data": hashes,
        "figures_development_month": figures,
    }  # fmt: skip
    CARD.parent.mkdir(parents=True, exist_ok=True)
    CARD.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return figures


def score(dev: Path, artefact: Path) -> dict[str, Any]:
    """P, R and F1 on the annotated articles of `dev`, as the scoring tool counts them; nested ones included."""
    tool = _tool(dev.parents[2] / "tools" / "score_attribution.py")
    finder, nlp = AttributionFinder(load_learned(artefact)), load_model()
    total: Any = None
    for line in dev.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        given = prepare(row["text"])
        doc = joined([nlp(given.shadow[p.start : p.end]) for p in given.parts], given)
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
