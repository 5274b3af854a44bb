"""Same text, same pipeline: same bytes, whoever else is read in the same batch, and in any process."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

from claims.extraction.jsonl import extraction_to_dict
from claims.extraction.pipeline import Extractor

ARTICLES = Path(__file__).parents[2] / "data" / "development_articles.jsonl"
SOME = slice(3, 9)


@cache
def extractor() -> Extractor:
    return Extractor()


def texts() -> list[str]:
    return [json.loads(line)["text"] for line in ARTICLES.read_text(encoding="utf-8").splitlines()[SOME]]


def as_bytes(name: str, extraction: object) -> bytes:
    return json.dumps(extraction_to_dict(name, extraction), ensure_ascii=False).encode()  # type: ignore[arg-type]


def test_a_text_alone_and_in_a_batch_gives_the_same_bytes() -> None:
    given = texts()
    together = [as_bytes("x", found) for found in extractor().extract_many(given)]
    backwards = [as_bytes("x", found) for found in extractor().extract_many(reversed(given))][::-1]
    alone = [as_bytes("x", extractor().extract(text)) for text in given]
    assert together == alone
    assert backwards == alone


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    given, out = tmp_path / "given.jsonl", tmp_path / "out.jsonl"
    rows = [{"doc_id": str(number), "text": text} for number, text in enumerate(texts()[:2])]
    given.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    command = [sys.executable, "-m", "claims.extraction.jsonl", "--in", str(given), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "1"})
    here = [as_bytes(row["doc_id"], extractor().extract(row["text"])) for row in rows]
    assert out.read_bytes().splitlines() == here
