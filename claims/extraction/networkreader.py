"""What the learned networks find in one doc, as drafts."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from claims.extraction.columns import Columns
from claims.extraction.drafts import Draft
from claims.extraction.learned import Learned
from claims.extraction.spans import Found, Reading, blocks, found_at


class NetworkReader:
    """Encodes a doc once; gives the outer attributions."""

    def __init__(self, learned: Learned, doc: Doc, columns: Columns) -> None:
        self._doc = doc
        self._columns = columns
        self._settings = learned.settings
        self._blocks = [(offset, len(block), Reading(learned, block)) for offset, block in blocks(columns)]
        self._scores = [reading.cue_scores() for _, _, reading in self._blocks]
        self._candidates = [np.flatnonzero(scores > self._settings["candidate"]) for scores in self._scores]

    def drafts(self) -> list[Draft]:
        """One draft per cue that is likely enough and has a content."""
        found: list[Found] = []
        for (offset, _, reading), scores, candidates in zip(self._blocks, self._scores, self._candidates, strict=True):
            if len(candidates):
                pairs, labels = reading.spans(candidates, candidates)
                found += found_at(reading, pairs, labels, scores, offset)
        return [self._draft(item) for item in found if item.content and item.score >= self._settings["cue"]]

    def _draft(self, found: Found) -> Draft:
        token = self._columns.token
        cue, source, content = (
            tuple(int(token[row]) for row in rows) for rows in (found.cue, found.source, found.content)
        )
        lemma = self._doc[int(token[found.anchor])].lemma_.lower()
        return Draft(cue, source, content, lemma, "network", found.score, hearsay=not source)
