"""Extraction measured: quality, speed against the bare model, growth, memory.

`SCALE=0.1 python -m benchmarks.extraction` is a quick one; `PARTS=speed,growth` runs some parts only (of quality,
scores, speed, growth, memory). Corpora are looked for under CLAIMDESK_DATA (default
`../shared/data`); what is missing is said and left out. The last line printed is one JSON object.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.extraction_quality import quality_tables
from benchmarks.extraction_scores import score_tables
from claims.extraction.model import DEFAULT_MODEL
from claims.extraction.pipeline import Extractor

SCALE = float(os.environ.get("SCALE", "1"))
DATA = Path(os.environ.get("CLAIMDESK_DATA", "../shared/data"))
DEMO = Path(__file__).parent.parent / "tests" / "data" / "development_articles.jsonl"
PARTS = os.environ.get("PARTS", "quality,scores,speed,growth,memory").split(",")
ROUNDS = 4


def main() -> int:
    extractor = Extractor()
    texts = list(_texts(max(20, int(300 * SCALE))))
    if "quality" in PARTS:
        quality_tables(extractor, DATA, SCALE)
    if "scores" in PARTS:
        score_tables(DATA, SCALE)
    figures: dict[str, Any] = {}
    if "speed" in PARTS:
        figures |= speed(extractor, texts)
    if "growth" in PARTS:
        figures |= growth(extractor, texts)
    if "memory" in PARTS:
        figures |= memory(extractor, max(40, int(2_000 * SCALE)))
    print(json.dumps(figures))
    return 0


def speed(extractor: Extractor, texts: list[str]) -> dict[str, float]:
    """Words per CPU second of everything against the bare model with all its components, turn by turn."""
    from importlib import import_module

    bare = import_module(DEFAULT_MODEL).load()
    words = sum(len(text.split()) for text in texts)
    batches = [texts[n::ROUNDS] for n in range(ROUNDS)]
    list(bare.pipe(batches[0][:4]))
    list(extractor.extract_many(batches[0][:4]))
    spent = {"bare": 0.0, "ours": 0.0}
    for number, batch in enumerate(batches):
        turns: list[tuple[str, Callable[[], Any]]] = [
            ("bare", lambda batch=batch: list(bare.pipe(batch, batch_size=32))),
            ("ours", lambda batch=batch: list(extractor.extract_many(batch))),
        ]
        for name, run in turns if number % 2 else reversed(turns):
            spent[name] += _cpu(run)
    ratio = spent["bare"] / spent["ours"]
    print(f"speed over {len(texts)} articles, {words} words, {ROUNDS} interleaved rounds, CPU time of this process")
    print(f"  bare model, all components   {words / spent['bare']:8.0f} words a second")
    print(f"  extraction, everything on    {words / spent['ours']:8.0f} words a second   ratio {ratio:.3f}")
    return {"ratio_to_bare": round(ratio, 3), "words_per_cpu_s": round(words / spent["ours"])}


def growth(extractor: Extractor, texts: list[str]) -> dict[str, float]:
    """CPU time of one text of twice the length over that of the text, at several lengths, as articles and as one single
    sentence; the worst is reported."""
    whole = "\n\n".join(texts)
    sentence = " ".join(re.sub(r"[.!?\n“”\"]+", ",", whole).split())
    ratios = []
    longest = max(100_000, int(1_000_000 * min(1.0, SCALE * 2)))
    doubled = [size for size in (50_000, 250_000, 500_000) if size * 2 <= longest]
    for kind, source, of_kind in (("articles", whole, doubled), ("one sentence", sentence, doubled[-1:])):
        # Each length is read once, also where it is the double of one and the half of another.
        lengths = sorted({length for size in of_kind for length in (size, size * 2)})
        spent = {length: _cpu(partial(extractor.extract, _long(source, length))) for length in lengths}
        for size in of_kind:
            ratio = spent[size * 2] / spent[size]
            ratios.append(ratio)
            print(f"growth, {kind}, {size:>9,} -> {size * 2:>9,} characters: {spent[size]:.1f} s -> "
                  f"{spent[size * 2]:.1f} s, x{ratio:.2f}", flush=True)  # fmt: skip
    return {"time_ratio_2x": round(max(ratios), 3)}


def memory(extractor: Extractor, articles: int) -> dict[str, float]:
    """Resident memory over that after the first 100 articles (or a quarter of them): at the end, and at its highest."""
    import psutil

    process, after_first, highest, first = psutil.Process(), 0, 0, min(100, articles // 4)
    done = 0
    for _ in extractor.extract_many(_repeated(articles)):
        done += 1
        now = process.memory_info().rss
        if done == first:
            after_first = now
        highest = max(highest, now)
        if done % 250 == 0:
            print(f"  {done} articles: {now / 1e6:.0f} MB", flush=True)
    ratio = process.memory_info().rss / after_first
    print(f"memory after {done} articles over that after {first}: x{ratio:.3f} ({after_first / 1e6:.0f} MB); "
          f"highest x{highest / after_first:.3f}")  # fmt: skip
    return {"memory_ratio": round(ratio, 3), "memory_highest": round(highest / after_first, 3)}


def _cpu(run: Callable[[], Any]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _long(whole: str, size: int) -> str:
    return (whole * (size // max(len(whole), 1) + 1))[:size]


def _texts(wanted: int) -> Iterator[str]:
    load = DATA / "load" / "bbc_news_2004_2005.jsonl"
    if not load.is_file():
        print(f"no {load}: measuring on the development articles of this repository", file=sys.stderr)
    lines = open(load if load.is_file() else DEMO, encoding="utf-8").read().splitlines()  # noqa: SIM115
    step = max(1, len(lines) // wanted)
    for line in lines[::step][:wanted]:
        yield json.loads(line)["text"]


def _repeated(articles: int) -> Iterator[str]:
    pool = list(_texts(articles))
    for number in range(articles):
        yield pool[number % len(pool)]


if __name__ == "__main__":
    raise SystemExit(main())
