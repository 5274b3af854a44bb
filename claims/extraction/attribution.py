"""Finding attributions: learned cues and spans where the artefact is present, rules otherwise, then nesting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from claims.extraction.bytree import find_by_rule
from claims.extraction.columns import Columns, columns_of
from claims.extraction.dialogue import colon_quotations, transcript_lines
from claims.extraction.document import Prepared, prepared_of
from claims.extraction.drafts import Draft, to_attributions
from claims.extraction.learned import Learned, load_learned
from claims.extraction.nesting import inner_drafts, with_parents
from claims.extraction.spans import Found, Reading, blocks, found_at
from claims.extraction.types import Attribution

RULES_ONLY = "attribution model missing: rules only, fewer attributions are found"


@dataclass(frozen=True)
class AttributionFinder:
    """Finds who says what in a parsed doc. `warnings` says when it has to work without its learned file."""

    learned: Learned | None = None

    @classmethod
    def load(cls) -> AttributionFinder:
        """With the artefact of this package, if it is there."""
        return cls(load_learned())

    @property
    def warnings(self) -> tuple[str, ...]:
        return () if self.learned else (RULES_ONLY,)

    def find(self, doc: Doc) -> list[Attribution]:
        """Attributions of `doc`, in order of their first character."""
        prepared = prepared_of(doc)
        drafts = find_by_rule(doc, prepared) if self.learned is None else self._by_network(doc, prepared)
        drafts = _with_layout(doc, prepared, drafts)
        drafts += inner_drafts(doc, prepared, drafts)
        return to_attributions(doc, prepared, with_parents(drafts))

    def _by_network(self, doc: Doc, prepared: Prepared) -> list[Draft]:
        assert self.learned is not None
        columns = columns_of(doc, prepared)
        settings = self.learned.settings
        found: list[Found] = []
        for offset, block in blocks(columns):
            reading = Reading(self.learned, block)
            scores = reading.cue_scores()
            candidates = np.flatnonzero(scores > settings["candidate"])
            if not len(candidates):
                continue
            pairs, labels = reading.spans(candidates, candidates)
            found += found_at(reading, pairs, labels, scores, offset)
        return [_draft(doc, columns, item) for item in found if item.content and item.score >= settings["cue"]]


def _with_layout(doc: Doc, prepared: Prepared, drafts: list[Draft]) -> list[Draft]:
    """Speech that layout marks goes before what else was found for the same words."""
    lines = transcript_lines(doc, prepared)
    spoken = [(frozenset(line.source), frozenset(line.content)) for line in lines]
    kept = [
        draft
        for draft in drafts
        if not any(
            names.intersection(draft.source)
            or 2 * len(words.intersection(draft.content)) > len(words) + len(draft.content) * 0.6
            for names, words in spoken
            if words.intersection(draft.content)
        )
    ]
    taken = {token for draft in (*kept, *lines) for token in draft.content}
    return [*kept, *lines, *colon_quotations(doc, prepared, taken)]


def _draft(doc: Doc, columns: Columns, found: Found) -> Draft:
    token = columns.token
    parts = [tuple(int(token[row]) for row in rows) for rows in (found.cue, found.source, found.content)]
    lemma = doc[int(token[found.anchor])].lemma_.lower()
    return Draft(parts[0], parts[1], parts[2], lemma, "network", found.score, hearsay=not found.source)
