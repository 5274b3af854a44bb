"""Quality tables of extraction: the scoring tools beside the corpora, called on what the pipeline predicts."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from claims.extraction.jsonl import run
from claims.extraction.pipeline import Extractor

OWN = Path(__file__).parent.parent / "tests" / "data" / "development_articles.jsonl"
ROWS = ("rel@0.5", "rel@0.8", "strict", "content@0.5", "exact.source", "exact.cue", "exact.content")


def quality_tables(extractor: Extractor, data: Path, scale: float) -> None:
    """Print one table per annotated set that is there; say which are not. Peers get the same articles."""
    tools = data.parent / "tools"
    sets = {
        "PolNeAR development month": data / "attribution" / "polnear_dev.jsonl",
        "nested speech": data / "attribution" / "nested_dev.jsonl",
        "founding story": data.parent / "gold" / "seed.jsonl",
        "own modern news, given": data.parent / "gold" / "own_news_dev.jsonl",
        "own modern news, ours": OWN,
    }
    for name, gold in sets.items():
        if not gold.is_file() or not (tools / "score_attribution.py").is_file():
            print(f"{name}: {gold} or its scoring tool is missing, no table")
            continue
        with tempfile.TemporaryDirectory() as folder:
            some = _some(gold, Path(folder) / "gold.jsonl", scale)
            predicted = Path(folder) / "predicted.jsonl"
            run(some, predicted, extractor=extractor)
            print(f"\n{name} ({gold.name})")
            _table(_score(tools, some, predicted))
            _speakers(tools, some, predicted)
            direct = Path(folder) / "direct.jsonl"
            if _textacy(some, direct):
                peer = _score(tools, some, direct)
                print(f"  peer textacy direct_quotations: rel@0.5 F1 {peer['rel@0.5']['f1']:.3f}, "
                      f"content@0.5 F1 {peer['content@0.5']['f1']:.3f}")  # fmt: skip


def _some(gold: Path, path: Path, scale: float) -> Path:
    """The first articles of `gold`, all of them at scale 1."""
    lines = [line for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    kept = lines[: max(4, int(len(lines) * min(1.0, scale * 2)))]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return path


def _score(tools: Path, gold: Path, predicted: Path) -> dict[str, Any]:
    command = [sys.executable, str(tools / "score_attribution.py"), str(gold), str(predicted)]
    done = subprocess.run(
        [*command, "--json", "--nested", "--bootstrap", "300"], capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def _table(scores: dict[str, Any]) -> None:
    intervals = scores.get("ci95_f1", {})
    for row in ROWS:
        low_high = intervals.get(row)
        interval = f"  (95 %: {low_high[0]:.3f}-{low_high[1]:.3f})" if low_high else ""
        got = scores[row]
        print(f"  {row:14s} P {got['p']:.3f}  R {got['r']:.3f}  F1 {got['f1']:.3f}{interval}")
    for kind, got in scores["recall_by_kind"].items():
        if got["gold"]:
            print(f"  recall of rel, {kind:9s} {got['rel']:.3f}  ({got['gold']})")
    nested = scores.get("nested", {})
    for name in ("parent_recall", "status_accuracy", "contested_recall"):
        if nested.get(name) is not None:
            print(f"  {name:16s} {nested[name]:.3f}")


def _speakers(tools: Path, gold: Path, predicted: Path) -> None:
    tool = tools / "score_speakers.py"
    if not tool.is_file() or "speakers" not in gold.read_text(encoding="utf-8").split("\n", 1)[0]:
        return
    done = subprocess.run(
        [sys.executable, str(tool), str(gold), str(predicted)], capture_output=True, text=True, check=False
    )
    print("  " + done.stdout.strip().replace("\n", "\n  "))


def _textacy(gold: Path, path: Path) -> bool:
    """Predictions of textacy's direct quotations for the same articles; False where textacy is not installed."""
    try:
        from textacy.extract.triples import direct_quotations
    except ImportError:
        print("  peer textacy: not installed")
        return False
    from importlib import import_module

    from claims.extraction.model import DEFAULT_MODEL

    nlp = import_module(DEFAULT_MODEL).load()
    with open(path, "w", encoding="utf-8") as out:
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            try:
                found = list(direct_quotations(nlp(row["text"])))
            except ValueError:  # an odd number of quotation marks: textacy refuses the text
                found = []
            attributions = [
                {
                    "id": str(n),
                    "source": [[t.idx, t.idx + len(t)] for t in quote.speaker],
                    "cue": [[t.idx, t.idx + len(t)] for t in quote.cue],
                    "content": [[quote.content.start_char, quote.content.end_char]],
                }
                for n, quote in enumerate(found)
            ]
            out.write(json.dumps({"doc_id": row["doc_id"], "attributions": attributions}) + "\n")
    return True
