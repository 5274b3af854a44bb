"""Sentence ends that the layout already shows: the parser may split more, never join across them."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

LINE_BOUNDARIES = "claimdesk_line_boundaries"
BREAKS_KEY = "claimdesk_breaks"


@Language.component(LINE_BOUNDARIES)
def line_boundaries(doc: Doc) -> Doc:
    """Start a sentence after each white-space token that holds a line break.

    `document.shadow_of` turns the line breaks of hard-wrapped text into blanks beforehand, so what is left counts.
    """
    after_break = False
    for token in doc:
        if token.is_space:
            if token.i:
                token.is_sent_start = False
            after_break = after_break or "\n" in token.text
        elif after_break:
            token.is_sent_start = True
            after_break = False
    return doc
