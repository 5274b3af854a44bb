"""Extraction over JSON Lines, without a database: `{"doc_id", "text", "published_at"?}` in, predictions out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from claims.extraction.pipeline import Extractor, Text
from claims.extraction.types import Attribution, Claim, Extraction, Span, Spans


class InputError(ValueError):
    """A line that cannot be read; the message names the line and what is wrong with it."""


def extraction_to_dict(doc_id: str, extraction: Extraction) -> dict[str, Any]:
    """The form that `tools/score_attribution.py` and `tools/score_speakers.py` read (DESIGN §5)."""
    return {
        "doc_id": doc_id,
        "attributions": [attribution_to_dict(item) for item in extraction.attributions],
        "claims": [_claim(item) for item in extraction.claims],
        "speakers": [
            {"name": s.name, "kind": s.kind.value, "aliases": list(s.aliases), "description": s.description}
            for s in extraction.speakers
        ],
        "pipeline_version": extraction.pipeline_version,
        "warnings": list(extraction.warnings),
    }


def run(in_path: Path, out_path: Path, *, extractor: Extractor | None = None) -> int:
    """Read documents from `in_path`, write one prediction a line to `out_path`. Returns how many.

    Raises `InputError` on a line that is no JSON object with `doc_id` and `text`.
    """
    reader = extractor or Extractor()
    documents = list(_documents(in_path))
    count = 0
    with open(out_path, "w", encoding="utf-8") as out:
        results = reader.extract_many(text for _, text in documents)
        for (doc_id, _), extraction in zip(documents, results, strict=True):
            out.write(json.dumps(extraction_to_dict(doc_id, extraction), ensure_ascii=False) + "\n")
            count += 1
    return count


def _documents(path: Path) -> Iterator[tuple[str, Text]]:
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                given = row.get("published_at") or row.get("date")
                text = Text(row["text"], _date(given), row.get("title"), row.get("publisher"))
                doc_id = str(row["doc_id"])
            except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
                raise InputError(f"{path}:{number}: needs a JSON object with doc_id and text ({error})") from error
            if not isinstance(text.text, str):
                raise InputError(f"{path}:{number}: text must be a string")
            yield doc_id, text


def _date(given: object) -> date | None:
    if not isinstance(given, str):
        return None
    try:
        return datetime.fromisoformat(given).date()
    except ValueError:
        return None


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def attribution_to_dict(item: Attribution) -> dict[str, Any]:
    """One attribution in the form of DESIGN §5."""
    return {
        "id": item.id,
        "source": _pairs(item.source),
        "cue": _pairs(item.cue),
        "content": _pairs(item.content),
        "parent": item.parent,
        "status": item.presentation.value,
        "contested_by": _pairs(item.contested_by),
        "speaker": item.speaker.name if item.speaker else None,
        "speaker_reason": item.speaker.reason if item.speaker else "",
        "positions": [{"party": p.party, "stance": p.stance.value, "span": _pair(p.span)} for p in item.positions],
        "speech": item.speech.value,
        "cue_lemma": item.cue_lemma,
        "rule": item.rule,
        "confidence": round(item.confidence, 3),
    }


def _claim(item: Claim) -> dict[str, Any]:
    return {
        "text": item.text,
        "span": _pair(item.span),
        "spans": _pairs(item.spans),
        "attribution": item.attribution,
        "score": round(item.score, 4),
        "reasons": [{"label": reason.label, "weight": round(reason.weight, 4)} for reason in item.reasons],
        "presentation": item.presentation.value,
        "tense": item.tense.value if item.tense else None,
        "negated": item.negated,
        "condition": _pair(item.condition),
        "about": list(item.about),
        "certainty": round(item.certainty, 3) if item.certainty is not None else None,
        "rule": item.rule,
        "cue_lemma": item.cue,
        "path": item.path,
        "confidence": round(item.confidence, 3),
    }


def main(arguments: Iterable[str] | None = None) -> int:
    """`python -m claims.extraction.jsonl --in docs.jsonl --out pred.jsonl`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="in_path", type=Path, required=True)
    parser.add_argument("--out", dest="out_path", type=Path, required=True)
    given = parser.parse_args(list(arguments) if arguments is not None else None)
    try:
        count = run(given.in_path, given.out_path)
    except (InputError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{count} documents read, written to {given.out_path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
