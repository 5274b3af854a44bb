"""What the learned networks find in one doc, as drafts."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from claims.extraction.columns import Columns
from claims.extraction.drafts import Draft
from claims.extraction.learned import Learned
from claims.extraction.spans import Found, Reading, blocks, found_at


class NetworkReader:
    """Gives the outer attributions of one doc."""

    def __init__(self, learned: Learned, doc: Doc, columns: Columns) -> None:
        self._learned = learned
        self._doc = doc
        self._columns = columns

    def drafts(self) -> list[Draft]:
        """One draft per cue that is likely enough and has a content."""
        found: list[Found] = []
        for offset, block in blocks(self._columns):
            reading = Reading(self._learned, block)
            scores = reading.cue_scores()
            cues = np.flatnonzero(scores >= self._learned.settings["cue"])
            if len(cues):
                pairs, labels = reading.spans(cues, np.flatnonzero(scores > self._learned.settings["candidate"]))
                found += found_at(reading, pairs, labels, scores, offset)
        return [self._draft(item) for item in found if item.content]

    def _draft(self, found: Found) -> Draft:
        token = self._columns.token
        cue, source, content = (
            tuple(int(token[row]) for row in rows) for rows in (found.cue, found.source, found.content)
        )
        lemma = self._doc[int(token[found.anchor])].lemma_.lower()
        return Draft(cue, source, content, lemma, "network", found.score, hearsay=not source)
