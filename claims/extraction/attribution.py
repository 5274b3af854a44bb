"""Finding attributions: learned cues and spans where the artefact is present, rules otherwise, then nesting."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from claims.extraction.answering import with_answers
from claims.extraction.bytree import find_by_rule
from claims.extraction.closings import with_closings
from claims.extraction.columns import columns_of
from claims.extraction.dialogue import (
    colon_quotations,
    is_asked,
    told_in_questions,
    transcript_lines,
    without_addressees,
)
from claims.extraction.document import Prepared, prepared_of
from claims.extraction.drafts import Draft, to_attributions
from claims.extraction.headlines import with_headlines
from claims.extraction.hearsay import with_hearsay
from claims.extraction.insertions import BROUGHT, with_insertions
from claims.extraction.learned import Learned, load_learned
from claims.extraction.nesting import inner_drafts, may_be_inner, with_parents
from claims.extraction.networkreader import NetworkReader
from claims.extraction.nominals import with_noun_alone, without_dismisser
from claims.extraction.repairs import repaired
from claims.extraction.secondlook import overlooked
from claims.extraction.sifting import (
    only_no_answer,
    refusals_joined,
    says_nothing,
    without_opening_stand,
    without_rebuttal,
    without_remark,
    without_rivals,
)
from claims.extraction.stances.unsettled import settled_by_nobody
from claims.extraction.turns import turns_of
from claims.extraction.types import Attribution
from claims.extraction.wholeclauses import with_whole_clauses

_VERBAL = frozenset(("VERB", "AUX"))
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
        reader = NetworkReader(self.learned, doc, columns_of(doc, prepared)) if self.learned else None
        drafts = reader.drafts() if reader else find_by_rule(doc, prepared)
        drafts += overlooked(doc, prepared, drafts) if reader else []
        drafts = with_headlines(doc, drafts)
        drafts = repaired(doc, with_closings(doc, drafts))
        drafts = with_answers(doc, with_whole_clauses(doc, drafts))
        drafts = with_insertions(doc, drafts)
        drafts = without_rivals(drafts, lambda inner, outer: inner.rule == BROUGHT or may_be_inner(doc, inner, outer))
        drafts = _with_layout(doc, prepared, drafts)
        drafts = [without_remark(doc, without_rebuttal(doc, draft)) for draft in drafts]
        drafts = [with_noun_alone(doc, without_dismisser(doc, draft)) for draft in drafts]
        drafts = settled_by_nobody(doc, [without_opening_stand(doc, draft) for draft in drafts])
        drafts = with_hearsay(doc, prepared, drafts)
        drafts += inner_drafts(doc, prepared, drafts)
        drafts = refusals_joined(doc, drafts)
        drafts = [d for d in drafts if not only_no_answer(doc, d) and not says_nothing(doc, d)]
        return to_attributions(doc, prepared, with_parents(drafts))


def _with_layout(doc: Doc, prepared: Prepared, drafts: list[Draft]) -> list[Draft]:
    """Speech that layout marks goes before what else was found for the same words."""
    turns = turns_of(prepared)
    drafts = told_in_questions(doc, prepared, turns, drafts)
    drafts = without_addressees(doc, prepared, turns, drafts)
    drafts = [draft for draft in drafts if not any(is_asked(doc[i]) for i in draft.cue if doc[i].pos_ in _VERBAL)]
    lines = transcript_lines(doc, prepared, turns)
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
