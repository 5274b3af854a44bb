"""Named entities, only where they are needed: the costliest component of the model runs on a part of the text."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from claims.extraction.types import Attribution

_NAME_TAGS = frozenset(("NNP", "NNPS"))


def mark_entities(nlp: Language, doc: Doc, attributions: Sequence[Attribution]) -> None:
    """Set `doc.ents` in the sentences that hold a proper noun; the others cannot name anybody.

    The sentences are copied, words only, into one short-lived doc: the component looks at words alone.
    """
    if "ner" not in nlp.component_names or not attributions:
        return
    kept = [sentence for sentence in doc.sents if any(token.tag_ in _NAME_TAGS for token in sentence)]
    if not kept:
        return
    tokens = [token for sentence in kept for token in sentence]
    copy = Doc(
        doc.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        sent_starts=[bool(token.is_sent_start) for token in tokens],
    )
    named = nlp.get_pipe("ner")(copy)
    origin = [token.i for token in tokens]
    doc.set_ents(
        [
            Span(doc, origin[entity.start], origin[entity.end - 1] + 1, label=entity.label)
            for entity in named.ents
            if origin[entity.end - 1] - origin[entity.start] == entity.end - 1 - entity.start
        ]
    )
