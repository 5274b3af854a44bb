"""`make bench NAME=matching`: one text matched against 1,000,000 claims, beside an exact scan over the same.

Vectors are mixtures of real sentence vectors with noise, so that they lie in heaps as claims do: from checked claims
under CLAIMDESK_DATA, else from the demo newsroom's articles. Keys: time of the search by meaning as share of the exact
scan's (medians, by turns), the same for the whole match (vector of the text, words, meaning, ranking), and how many of
the ten truly nearest it found.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._newsroom import SCALE, analyze, newsroom, quantile, row, run_sql, say, side_by_side
from benchmarks._rows import _WORDS

CLAIMS = max(10_000, int(1_000_000 * SCALE))
BASES, QUERIES, BATCH = 1_500, 60, 20_000
DATA = Path(os.environ.get("CLAIMDESK_DATA", "../shared/data"))
SEED = 20261125

_CLAIM_ROWS = """
INSERT INTO claims_claim (id, text, sha256, fingerprint, presentation, score, status, round, version,
  first_said_at, edited, created_at, vector_sha256)
SELECT n, initcap(bench_word(n % 30000)) || ' ' || bench_sentence(16), lpad(n::text, 64, '0'), '{{}}', 'asserted',
  random(), 'candidate', 1, 1, timestamptz '2026-01-01', false, now(), lpad(n::text, 64, '0')
FROM generate_series(1, {claims}) AS n;
"""


def main() -> int:
    with newsroom():
        from claims import search

        if not search.meaning_available():
            say("pgvector or the embedding model is missing: there is nothing to measure")
            return 1
        texts = _sentences()
        say(f"embedding {len(texts)} sentences")
        from claims.matching import embedding

        bases = embedding.embed(texts)
        _fill(bases)
        figures = _measure(search, texts, bases)
    print(json.dumps(figures))
    return 0


def _sentences() -> list[str]:
    path = DATA / "matching" / "checked_claims.jsonl"
    if path.is_file():
        lines = path.read_text(encoding="utf-8").split("\n")[:BASES]
        return [json.loads(line)["text"] for line in lines if line]
    articles = sorted((Path(__file__).parent.parent / "seeds").rglob("*.txt"))
    found = [line for article in articles for line in article.read_text(encoding="utf-8").split(". ") if len(line) > 30]
    say(f"no corpora under CLAIMDESK_DATA: {len(found)} sentences of the demo articles instead")
    return found[:BASES]


def _mixed(bases: np.ndarray, count: int, random: np.random.Generator) -> np.ndarray:
    noise = random.standard_normal((count, bases.shape[1]), dtype=np.float32) / np.sqrt(bases.shape[1])
    one, other = (bases[random.integers(0, len(bases), count)] for _ in range(2))
    mixed = 0.8 * one + 0.35 * other + 0.3 * noise
    return mixed / np.linalg.norm(mixed, axis=1, keepdims=True)


def _fill(bases: np.ndarray) -> None:
    from django.db import connection

    say(f"{CLAIMS:,} claims")
    run_sql(_WORDS, _CLAIM_ROWS.format(claims=CLAIMS))
    random = np.random.default_rng(SEED)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX claim_by_meaning")
        for first in range(1, CLAIMS + 1, BATCH):
            count = min(BATCH, CLAIMS + 1 - first)
            with cursor.cursor.copy("COPY claims_claimvector (claim_id, vector) FROM STDIN") as copy:
                for place, vector in enumerate(_mixed(bases, count, random)):
                    copy.write_row((first + place, "[" + ",".join(f"{value:.5f}" for value in vector) + "]"))
        say("index of meanings")
        cursor.execute("SET maintenance_work_mem = '4GB'")
        cursor.execute("SET max_parallel_maintenance_workers = 2")
        cursor.execute(
            "CREATE INDEX claim_by_meaning ON claims_claimvector USING hnsw (vector halfvec_ip_ops)"
            " WITH (m = 16, ef_construction = 64)"
        )
    analyze()


def _measure(search: Any, texts: list[str], bases: np.ndarray) -> dict[str, Any]:
    from django.db import connection, transaction

    from claims.models import Claim

    random = np.random.default_rng(SEED + 1)
    queries = _mixed(bases, QUERIES, random)
    pool = Claim.objects.filter(merged_into__isnull=True)

    def near(number: int) -> list[int]:
        return [pk for pk, _ in search._with_likeness(queries[number % QUERIES], pool, search.CANDIDATES)]

    def exact(number: int) -> list[int]:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_indexscan = off")
            return [pk for pk, _ in search._with_likeness(queries[number % QUERIES], pool, search.CANDIDATES)]

    def whole(number: int) -> Any:
        return search.nearest_claims(texts[number % len(texts)])

    found = [len(set(near(n)[:10]) & set(exact(n)[:10])) / 10 for n in range(QUERIES)]
    turns = {"by the index": near, "exact scan": exact, "whole match": whole}
    spent = side_by_side(turns, rounds=QUERIES, warm_up=3)
    print(f"one match against {CLAIMS:,} claims, {QUERIES} queries, one process")
    for title, values in spent.items():
        print(row(title, values))
    middle = {title: quantile(values, 0.5) for title, values in spent.items()}
    return {
        "claims": CLAIMS,
        "time_ratio": round(middle["by the index"] / middle["exact scan"], 4),
        "match_ratio": round(middle["whole match"] / middle["exact scan"], 4),
        "recall_at_10": round(sum(found) / len(found), 4),
    }


if __name__ == "__main__":
    sys.exit(main())
