"""The river of extraction, composed: text in, `Extraction` out. Pure: no Django, no network, no database.

Stages, in order, with the signatures that the modules keep (offsets are code points of the text as given, end exclusive):

1. `document.prepare(text) -> Prepared`; then one spaCy `Doc` whose `token.idx` indexes the text exactly. Its words may
   differ from the text in letter case and blanks (`shadow.py`): `document.literal(doc, span)` or
   `document.prepared_of(doc).text` give the characters as they were given. `prepared_of(doc)` also has paragraphs and
   quotations.
2. `attribution.find_attributions(doc) -> list[Attribution]`: source, cue, content, parent, speech, cue_lemma, rule,
   confidence; presentation HEARSAY where nobody is named, else ASSERTED. Ordered by first character.
3. `entities.mark_entities(doc, attributions) -> None`: sets `doc.ents`.
4. `speakers.resolve(doc, attributions, *, title, publisher) -> list[Attribution]`: fills `speaker`.
5. `positions.attach(doc, attributions) -> list[Attribution]`: fills `positions` and `contested_by`.
6. `presentation.classify(doc, attributions) -> list[Attribution]`: fills `presentation`.
7. `speakers.document_speakers(doc, attributions, *, title, publisher) -> tuple[Speaker, ...]`.
8. `claimtext.build(doc, attributions, published_at) -> list[Claim]` and
   `ownvoice.find(doc, attributions) -> list[Claim]`: claims with `score` 0.
9. `worth.score_claims(doc, claims) -> list[Claim]`, `certainty.score_claims(doc, claims) -> list[Claim]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import islice
from typing import Any

from spacy.tokens import Doc

from claims.extraction.attribution import AttributionFinder
from claims.extraction.document import PREPARED_KEY, Prepared, prepare
from claims.extraction.entities import mark_entities
from claims.extraction.language import language_warnings
from claims.extraction.model import load_model
from claims.extraction.types import Attribution, Claim, Extraction, Speaker
from claims.extraction.version import PIPELINE_VERSION

__all__ = ["PIPELINE_VERSION", "Extractor", "Text"]

Progress = Callable[[int, int], None]
BATCH_CHARACTERS = 120_000


@dataclass(frozen=True, slots=True)
class Text:
    """One text to read, with what is known about it."""

    text: str
    published_at: date | None = None
    title: str | None = None
    publisher: str | None = None


class Extractor:
    """Reads texts. Holds the language model and the learned files; make one per process."""

    def __init__(self, model_name: str | None = None) -> None:
        self.nlp = load_model(model_name)
        self.finder = AttributionFinder.load()

    def extract(
        self,
        text: str,
        *,
        published_at: date | None = None,
        title: str | None = None,
        publisher: str | None = None,
        progress: Progress | None = None,
    ) -> Extraction:
        """All that is found in `text`. `progress(done, total)` counts paragraphs. Never fails on odd text."""
        given = Text(text, published_at, title, publisher)
        prepared = prepare(text)
        return self._finish(given, self._parse([prepared], progress)[0])

    def extract_many(self, texts: Iterable[Text | str]) -> Iterator[Extraction]:
        """One `Extraction` per text, in order; parsed in batches of about `BATCH_CHARACTERS`."""
        iterator = iter(texts)
        while batch := _batch(iterator):
            docs = self._parse([prepare(given.text) for given in batch], None)
            for given, doc in zip(batch, docs, strict=True):
                yield self._finish(given, doc)

    def _parse(self, many: list[Prepared], progress: Progress | None) -> list[Doc]:
        pieces = [
            (prepared.shadow[part.start : part.end], n) for n, prepared in enumerate(many) for part in prepared.parts
        ]
        parsed: list[list[Doc]] = [[] for _ in many]
        done = 0
        total = sum(len(prepared.paragraphs) for prepared in many)
        for doc, number in self.nlp.pipe(pieces, as_tuples=True, batch_size=16):
            parsed[number].append(doc)
            if progress is not None:
                done = min(total, done + max(1, doc.text.count("\n")))
                progress(done, total)
        if progress is not None and done < total:
            progress(total, total)
        return [joined(parts, prepared) for parts, prepared in zip(parsed, many, strict=True)]

    def _finish(self, given: Text, doc: Doc) -> Extraction:
        prepared: Prepared = doc.user_data[PREPARED_KEY]
        attributions = self.finder.find(doc)
        mark_entities(self.nlp, doc, attributions)
        attributions, speakers = _people(doc, attributions, given)
        claims = _claims(doc, attributions, given)
        warnings = (*prepared.warnings, *self.finder.warnings, *language_warnings(prepared.shadow))
        return Extraction(
            pipeline_version=PIPELINE_VERSION,
            attributions=tuple(attributions),
            claims=tuple(claims),
            speakers=speakers,
            paragraphs=len(prepared.paragraphs),
            warnings=warnings,
        )


def _batch(iterator: Iterator[Text | str]) -> list[Text]:
    batch: list[Text] = []
    size = 0
    while size < BATCH_CHARACTERS and (following := list(islice(iterator, 1))):
        given = following[0] if isinstance(following[0], Text) else Text(following[0])
        batch.append(given)
        size += len(given.text)
    return batch


def joined(parts: list[Doc], prepared: Prepared) -> Doc:
    """One doc over the whole text from the docs of its parts; `prepared_of` works on it."""
    doc = parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)
    assert doc is not None
    doc.user_data[PREPARED_KEY] = prepared
    return doc


# While the neighbours' modules are written, a missing one passes its input on.
def _stage(module: str, name: str) -> Any:
    try:
        return getattr(import_module(f"claims.extraction.{module}"), name, None)
    except ModuleNotFoundError:
        return None


def _people(doc: Doc, attributions: list[Attribution], given: Text) -> tuple[list[Attribution], tuple[Speaker, ...]]:
    speakers: tuple[Speaker, ...] = ()
    known = {"title": given.title, "publisher": given.publisher}
    if resolve := _stage("speakers", "resolve"):
        attributions = resolve(doc, attributions, **known)
    if attach := _stage("positions", "attach"):
        attributions = attach(doc, attributions)
    if classify := _stage("presentation", "classify"):
        attributions = classify(doc, attributions)
    if document_speakers := _stage("speakers", "document_speakers"):
        speakers = tuple(document_speakers(doc, attributions, **known))
    return attributions, speakers


def _claims(doc: Doc, attributions: list[Attribution], given: Text) -> list[Claim]:
    claims: list[Claim] = []
    if build := _stage("claimtext", "build"):
        claims += build(doc, attributions, given.published_at)
    if find := _stage("ownvoice", "find"):
        claims += find(doc, attributions)
    if score := _stage("worth", "score_claims"):
        claims = score(doc, claims)
    if score := _stage("certainty", "score_claims"):
        claims = score(doc, claims)
    return claims
