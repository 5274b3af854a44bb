"""What the learned networks find in one doc, as drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from spacy.tokens import Doc

from claims.extraction.columns import Columns, Floats
from claims.extraction.drafts import Draft
from claims.extraction.learned import Learned
from claims.extraction.lemmas import lemma_of
from claims.extraction.spans import Found, Reading, blocks, found_at
from claims.extraction.threads import one_thread
from claims.extraction.weighing import signs_of, weighed


class NetworkReader:
    """Gives the outer attributions of one doc."""

    def __init__(self, learned: Learned, doc: Doc, columns: Columns) -> None:
        self._learned = learned
        self._doc = doc
        self._columns = columns

    def drafts(self) -> list[Draft]:
        """One draft per cue that is likely enough, looked at with what was found for it, and has a content."""
        found: list[Found] = []
        with one_thread():
            for items, signs in candidates(self._learned, self._columns):
                scores = weighed(signs, self._learned.weights, self._learned.settings["intercept"]).tolist()
                found += [replace(item, score=score) for item, score in zip(items, scores, strict=True)]
        line = self._learned.settings["cue"]
        return [self._draft(item) for item in found if item.content and item.score >= line]

    def _draft(self, found: Found) -> Draft:
        token = self._columns.token
        cue, source, content = (
            tuple(int(token[row]) for row in rows) for rows in (found.cue, found.source, found.content)
        )
        lemma = lemma_of(self._doc[int(token[found.anchor])])
        return Draft(cue, source, content, lemma, "network", found.score, hearsay=not source)


def candidates(learned: Learned, columns: Columns) -> Iterator[tuple[list[Found], Floats]]:
    """Per block of the text: what was found for each word that may be a cue, and the signs to weigh it by."""
    for offset, block in blocks(columns):
        reading = Reading(learned, block)
        scores = reading.cue_scores()
        cues = np.flatnonzero(scores >= learned.settings["asked"])
        if len(cues):
            pairs, labels = reading.spans(cues, np.flatnonzero(scores > learned.settings["candidate"]))
            found = found_at(reading, pairs, labels, scores, offset)
            yield found, signs_of(found, block, pairs, labels, offset)
