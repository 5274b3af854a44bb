"""Finding attributions: learned cues and spans where the artefact is present, rules otherwise, then nesting."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from claims.extraction.bytree import find_by_rule
from claims.extraction.document import prepared_of
from claims.extraction.drafts import Draft, to_attributions
from claims.extraction.types import Attribution

RULES_ONLY = "attribution model missing: rules only, fewer attributions are found"


@dataclass(frozen=True)
class AttributionFinder:
    """Finds who says what in a parsed doc. `warnings` says when it has to work without its learned file."""

    warnings: tuple[str, ...] = ()

    @classmethod
    def load(cls) -> AttributionFinder:
        return cls((RULES_ONLY,))

    def find(self, doc: Doc) -> list[Attribution]:
        """Attributions of `doc`, in order of their first character."""
        prepared = prepared_of(doc)
        drafts = _with_parents(find_by_rule(doc, prepared))
        return to_attributions(doc, prepared, drafts)


def _with_parents(drafts: list[Draft]) -> list[Draft]:
    """Each draft whose cue stands in the content of others gets the closest (shortest) of them as its parent."""
    from dataclasses import replace

    out = []
    for n, draft in enumerate(drafts):
        around = [m for m, other in enumerate(drafts) if m != n and draft.cue and draft.cue[0] in other.content
                  and not (other.cue and other.cue[0] in draft.content)]  # fmt: skip
        parent = min(around, key=lambda m: len(drafts[m].content), default=None)
        out.append(replace(draft, parent=parent))
    return out
