"""List what the extraction got wrong on an annotated set, worst first, one kind after the other.

``python -m tools.extraction_errors gold.jsonl predicted.jsonl --tools FOLDER`` where FOLDER holds the scoring tools
``score_attribution.py`` and ``score_speakers.py``, whose alignment and name comparison are used, so that a line
here is an error there too. Offsets are code points into the text of the document, end exclusive. Words of the
text are printed only with ``--words N``: some corpora may not be copied.

Worst first means: missed ones by length of content, false ones by the confidence they came with, spans by how
little they overlap. The other kinds come in the order of the file.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KINDS = (
    "missed", "false", "source", "content", "cue", "parent", "status", "contested", "speaker", "position missed",
    "position false", "statement missed", "statement false",
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One error: `rank` sorts within its kind, the smallest first."""

    kind: str
    doc_id: str
    rank: float
    what: str


@dataclass(frozen=True)
class Document:
    """A gold article beside its prediction; `pairs` are (gold, predicted, Dice of content), Dice 0.5 or more."""

    gold: dict[str, Any]
    predicted: dict[str, Any]
    pairs: list[tuple[dict[str, Any], dict[str, Any], float]]
    words: int

    def say(self, spans: list[list[int]]) -> str:
        """Offsets of the spans, and their first words where asked for."""
        offsets = ", ".join(f"{start}–{end}" for start, end in spans) or "none"
        said = " … ".join(self.gold["text"][start:end] for start, end in spans).split()
        return f"{offsets} “{' '.join(said[: self.words])}”" if self.words and said else offsets


class Tools:
    """The two scoring tools, loaded from the folder they were given in."""

    def __init__(self, folder: Path) -> None:
        sys.path.insert(0, str(folder))
        self.attribution: Any = importlib.import_module("score_attribution")
        self.speakers: Any = importlib.import_module("score_speakers")

    def align(self, gold: dict[str, Any], predicted: dict[str, Any], words: int) -> Document:
        text, speakers = gold["text"], self.speakers
        ours = speakers.kept(text, gold.get("attributions") or ())
        theirs = speakers.kept(text, predicted.get("attributions") or ())
        found = self.attribution.align(*(self.attribution.prepare(text, rows) for rows in (ours, theirs)))
        pairs = [(ours[left], theirs[right], share) for left, right, share in found if share >= 0.5]
        kept_gold, kept_predicted = {**gold, "attributions": ours}, {**predicted, "attributions": theirs}
        return Document(kept_gold, kept_predicted, pairs, words)

    def share(self, text: str, left: list[list[int]], right: list[list[int]]) -> float:
        marks = [self.attribution.chars(text, spans) for spans in (left, right)]
        return float(self.attribution.dice(*marks))

    def faults(self, document: Document) -> Iterator[Fault]:
        yield from unpaired(document)
        for gold, predicted, share in document.pairs:
            yield from self.spans(document, gold, predicted, share)
            yield from self.labels(document, gold, predicted)
        if "speakers" in document.gold:
            yield from self.stands(document)
            yield from self.statements(document)

    def spans(self, document: Document, gold: dict[str, Any], found: dict[str, Any], share: float) -> Iterator[Fault]:
        doc_id, text = document.gold["doc_id"], document.gold["text"]
        for kind in ("source", "cue"):
            same = self.share(text, gold[kind], found[kind])
            if same < 0.5 if kind == "source" else same == 0:
                want, got = document.say(gold[kind]), document.say(found[kind])
                yield Fault(kind, doc_id, same, f"of {document.say(gold['content'])}: wanted {want}, got {got}")
        if share < 0.8:
            want, got = document.say(gold["content"]), document.say(found["content"])
            yield Fault("content", doc_id, share, f"wanted {want}, got {got} (Dice {share:.2f}, {found['rule']})")

    def labels(self, document: Document, gold: dict[str, Any], found: dict[str, Any]) -> Iterator[Fault]:
        doc_id, where = document.gold["doc_id"], document.say(gold["content"])
        partner = {one["id"]: other["id"] for one, other, _ in document.pairs}
        if "parent" in gold and partner.get(gold["parent"]) != found["parent"]:
            yield Fault("parent", doc_id, 0, f"{where}: wanted {gold['parent']}, got {found['parent']}")
        if gold.get("status") not in (None, found["status"]):
            yield Fault("status", doc_id, 0, f"{where}: wanted {gold['status']}, got {found['status']}")
        parties = gold.get("contested_by")
        if parties and self.share(document.gold["text"], parties, found["contested_by"]) < 0.5:
            want, got = document.say(parties), document.say(found["contested_by"])
            yield Fault("contested", doc_id, 0, f"{where}: wanted {want}, got {got}")
        names = self.speakers.Names(document.gold, use_aliases=True)
        if "speaker" in gold and not names.same(gold["speaker"], found["speaker"]):
            reason = found.get("speaker_reason") or "no reason"
            said = f"wanted {gold['speaker']}, got {found['speaker']} ({reason})"
            yield Fault("speaker", doc_id, 0, f"{document.say(gold['source'])}: {said}")

    def stands(self, document: Document) -> Iterator[Fault]:
        """Positions that only one side has, each beside the content it hangs on."""
        names = self.speakers.Names(document.gold, use_aliases=True)
        partner = {one["id"]: other for one, other, _ in document.pairs}
        back = {other["id"]: one for one, other, _ in document.pairs}
        sides = (("position missed", document.gold, partner), ("position false", document.predicted, back))
        for kind, side, others in sides:
            for item in side["attributions"]:
                other = others.get(item["id"])
                left = self.speakers.positions(other, names.same) if other else []
                for stand in self.speakers.positions(item, names.same):
                    # the name of the gold goes first: its further names are looked up by it
                    pairs = [(stand, one) if kind == "position missed" else (one, stand) for one in left]
                    if not any(self.speakers.matched([one], [two], names.same_party, {}) for one, two in pairs):
                        said = f"{document.say(item['content'])}: {stand[0]} {stand[1]}; beside it {left or 'nothing'}"
                        yield Fault(kind, document.gold["doc_id"], 0, said)

    def statements(self, document: Document) -> Iterator[Fault]:
        text, speakers = document.gold["text"], self.speakers
        sure = [speakers.spans_of(item) for item in document.gold.get("statements") or ()]
        optional = [speakers.spans_of(item) for item in document.gold.get("statements_optional") or ()]
        ours = speakers.own_voice(document.predicted)
        marks = [[self.attribution.chars(text, spans) for spans in side] for side in (sure, ours)]
        used, taken = speakers.best_pairs(*marks)
        for number, spans in enumerate(sure):
            if number not in used:
                yield Fault("statement missed", document.gold["doc_id"], 0, document.say(spans))
        for number, spans in enumerate(ours):
            if number not in taken and not any(self.share(text, one, spans) >= 0.5 for one in optional):
                yield Fault("statement false", document.gold["doc_id"], 0, document.say(spans))


def unpaired(document: Document) -> Iterator[Fault]:
    """Attributions that stand on one side only."""
    doc_id = document.gold["doc_id"]
    wanted = {id(one) for one, _, _ in document.pairs}
    taken = {id(other) for _, other, _ in document.pairs}
    for item in document.gold["attributions"]:
        if id(item) not in wanted:
            said = f"{document.say(item['content'])}, cue {document.say(item['cue'])}"
            yield Fault("missed", doc_id, -sum(end - start for start, end in item["content"]), said)
    for item in document.predicted["attributions"]:
        if id(item) not in taken:
            sure = f"confidence {item['confidence']}, {item['rule']}"
            said = f"{document.say(item['content'])}, cue {document.say(item['cue'])} ({sure})"
            yield Fault("false", doc_id, -item["confidence"], said)


def read(path: Path) -> dict[str, dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return {row["doc_id"]: row for row in rows}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--tools", type=Path, required=True, help="folder of the scoring tools")
    parser.add_argument("--limit", type=int, default=10, help="errors printed per kind")
    parser.add_argument("--words", type=int, default=0, help="words of the text printed per span; 0 prints none")
    given = parser.parse_args()
    tools = Tools(given.tools)
    gold, predicted = read(given.gold), read(given.predicted)
    nothing: dict[str, Any] = {"attributions": []}
    documents = [tools.align(row, predicted.get(doc_id, nothing), given.words) for doc_id, row in gold.items()]
    found = [fault for document in documents for fault in tools.faults(document)]
    counts = Counter(fault.kind for fault in found)
    for kind in KINDS:
        worst = sorted((fault for fault in found if fault.kind == kind), key=lambda fault: fault.rank)
        print(f"\n{kind}: {counts[kind]}")
        for fault in worst[: given.limit]:
            print(f"  {fault.doc_id} {fault.what}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
