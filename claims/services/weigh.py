"""Weigh how much the claims of a reading deserve a reviewer's time with the better, slower scorer."""

from __future__ import annotations

from claims import queries
from claims.extraction import worth_meaning
from claims.matching import embedding
from claims.models import Mention

_BATCH = 500  # rows of one statement


def weigh_run(*, run_id: int, most: int) -> int:
    """Score the next mentions of a finished run by their own words and their meaning, before they get their claims.

    The same scorer as `manage.py score_worth`. Extraction has given the fast scorer's number; where the embedding model
    or the learned file is missing that one stays. Run twice, it writes the same. Returns how many were weighed.
    """
    if not (embedding.available() and worth_meaning.available()):
        return 0
    run = queries.unmatched_runs().select_related("version").filter(pk=run_id).first()
    if run is None:
        return 0
    unmatched = Mention.objects.filter(run=run, claim__isnull=True).order_by("pk")
    mentions = list(unmatched.only("spans", "text", "score")[:most])
    own = [
        " ".join(run.version.text[start:end] for start, end in mention.spans) or mention.text for mention in mentions
    ]
    for mention, score in zip(mentions, worth_meaning.score_texts(own, embedding.embed_layers), strict=True):
        mention.score = round(score, 4)
    Mention.objects.bulk_update(mentions, ["score"], batch_size=_BATCH)
    return len(mentions)
