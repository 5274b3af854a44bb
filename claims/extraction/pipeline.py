"""The river of extraction, composed: text in, `Extraction` out. Pure: no Django, no network, no database.

Stages, in order, with the signatures that the modules keep (offsets: code points of the text as given, end exclusive):

1. `document.prepare(text) -> Prepared`; then one spaCy `Doc` whose `token.idx` indexes the text exactly. Its words may
   differ from the text in letter case and blanks (`shadow.py`): `document.literal(doc, span)` or
   `document.prepared_of(doc).text` give the characters as they were given. `prepared_of(doc)` also has paragraphs and
   quotations.
2. `attribution.find_attributions(doc) -> list[Attribution]`: source, cue, content, parent, speech, cue_lemma, rule,
   confidence; presentation HEARSAY where nobody is named, else ASSERTED. Ordered by first character.
3. `speakers.resolve(doc, attributions, *, title, publisher) -> list[Attribution]`: fills `speaker`.
4. `positions.attach(doc, attributions) -> list[Attribution]`: fills `positions` and `contested_by`.
5. `presentation.classify(doc, attributions) -> list[Attribution]`: fills `presentation`.
6. `speakers.document_speakers(doc, attributions, *, title, publisher) -> tuple[Speaker, ...]`.
7. `claimtext.build(doc, attributions, published_at) -> list[Claim]` and
   `ownvoice.find(doc, attributions) -> list[Claim]`: claims with `score` 0.
8. `worth.score_claims(doc, claims) -> list[Claim]`, `certainty.score_claims(doc, claims) -> list[Claim]`.

No stage asks for named entities: that component, a third of the model's time, stays off, and `doc.ents` is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from spacy.tokens import Doc

from claims.extraction import certainty, claimtext, ownvoice, positions, presentation, speakers, worth
from claims.extraction.attribution import AttributionFinder
from claims.extraction.document import PREPARED_KEY, Prepared, prepare
from claims.extraction.language import language_warnings
from claims.extraction.memory import give_back
from claims.extraction.model import bound_caches, load_model
from claims.extraction.types import Attribution, Claim, Extraction, Speaker
from claims.extraction.version import PIPELINE_VERSION

__all__ = ["PIPELINE_VERSION", "Extractor", "Text"]

Progress = Callable[[int, int], None]
_PARSED, _FOUND, _RESOLVED = 0.5, 0.7, 0.85  # shares of the time after which each is done
BATCH_CHARACTERS = 40_000  # the docs of a batch are what memory rises to


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
        with self.nlp.memory_zone():
            steps = _Steps(progress, len(prepared.paragraphs))
            found = self._finish(given, self._parse([prepared], steps)[0], steps)
        self._tidy()
        return found

    def extract_many(self, texts: Iterable[Text | str]) -> Iterator[Extraction]:
        """One `Extraction` per text, in order; parsed in batches of about `BATCH_CHARACTERS`."""
        iterator = iter(texts)
        while batch := _batch(iterator):
            yield from self._read(batch)

    def _read(self, batch: list[Text]) -> list[Extraction]:
        """The extractions of one batch. Its docs are gone when it comes back, before the next batch is parsed.

        New words of these texts go with their docs, or memory would grow with every article. Nothing is handed out
        before: a zone that waits half open would be met by the next call.
        """
        with self.nlp.memory_zone():
            docs = self._parse([prepare(given.text) for given in batch])
            docs.reverse()
            found = [self._finish(given, docs.pop()) for given in batch]
        self._tidy()
        return found

    def _tidy(self) -> None:
        """Keep memory flat over any number of texts."""
        bound_caches(self.nlp)
        give_back()

    def _parse(self, many: list[Prepared], steps: _Steps | None = None) -> list[Doc]:
        pieces = [
            (prepared.shadow[part.start : part.end], n) for n, prepared in enumerate(many) for part in prepared.parts
        ]
        parsed: list[list[Doc]] = [[] for _ in many]
        done = 0
        for doc, number in self.nlp.pipe(pieces, as_tuples=True, batch_size=16):
            parsed[number].append(doc)
            if steps is not None:
                done += max(1, doc.text.count("\n"))
                steps.parsed(done)
        return [joined(parts, prepared) for parts, prepared in zip(parsed, many, strict=True)]

    def _finish(self, given: Text, doc: Doc, steps: _Steps | None = None) -> Extraction:
        steps = steps or _Steps(None, 0)
        prepared: Prepared = doc.user_data[PREPARED_KEY]
        steps.reach(_PARSED)
        attributions = self.finder.find(doc)
        steps.reach(_FOUND)
        attributions, people = _people(doc, attributions, given)
        steps.reach(_RESOLVED)
        claims = _claims(doc, attributions, given)
        steps.reach(1.0)
        warnings = (*prepared.warnings, *self.finder.warnings, *language_warnings(prepared.shadow))
        return Extraction(
            pipeline_version=PIPELINE_VERSION,
            attributions=tuple(attributions),
            claims=tuple(claims),
            speakers=people,
            paragraphs=len(prepared.paragraphs),
            warnings=warnings,
        )


class _Steps:
    """Tells how far one text is, in paragraphs: parsing them is about half of the work, the rest is told in steps."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total

    def parsed(self, paragraphs: int) -> None:
        self.reach(_PARSED * min(1.0, paragraphs / self._total) if self._total else 0.0)

    def reach(self, share: float) -> None:
        if self._progress is not None:
            self._progress(int(share * self._total), self._total)


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


def _people(doc: Doc, attributions: list[Attribution], given: Text) -> tuple[list[Attribution], tuple[Speaker, ...]]:
    """Who the sources are, who denies or has not confirmed, and so how each attribution is put."""
    known = {"title": given.title, "publisher": given.publisher}
    attributions = speakers.resolve(doc, attributions, **known)
    attributions = presentation.classify(doc, positions.attach(doc, attributions))
    return attributions, tuple(speakers.document_speakers(doc, attributions, **known))


def _claims(doc: Doc, attributions: list[Attribution], given: Text) -> list[Claim]:
    """Claims that stand by themselves, scored."""
    found = [*claimtext.build(doc, attributions, given.published_at), *ownvoice.find(doc, attributions)]
    return certainty.score_claims(doc, worth.score_claims(doc, found))
