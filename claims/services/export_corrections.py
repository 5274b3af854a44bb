"""Corrections as lines of JSON for training."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from claims.models import Correction


def lines_of(corrections: Iterable[Correction]) -> Iterator[str]:
    """One line for each, keys sorted. The rows bring claim, person, and mention with version, run and attribution."""
    for correction in corrections:
        yield json.dumps(_row(correction), ensure_ascii=False, sort_keys=True)


def _row(correction: Correction) -> dict[str, Any]:
    mention = correction.mention
    row: dict[str, Any] = {
        "id": correction.pk,
        "claim": correction.claim_id,
        "kind": correction.kind,
        "original": correction.original,
        "corrected": correction.corrected,
        "by": correction.by.username,
        "at": correction.at.isoformat(),
        "reason": correction.reason,
    }
    if mention is not None:
        article = mention.version.article
        row["in"] = {
            "article": article.pk,
            "version": mention.version.number,
            "published_at": article.published_at.isoformat() if article.published_at else None,
            "text": mention.version.text,
            "pipeline_version": mention.run.pipeline_version,
            "rule": mention.attribution.rule if mention.attribution else "",
            "cue_lemma": mention.attribution.cue_lemma if mention.attribution else "",
        }
    return row
