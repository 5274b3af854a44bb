"""Memory stays flat: a batch leaves neither docs nor words behind, and what is remembered has an end."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from spacy.tokens import Doc

from claims.extraction import model
from claims.extraction.pipeline import BATCH_CHARACTERS, Extractor

SENTENCE = "The harbour board said that the ferry to Vell would sail again on Monday. "


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def test_the_docs_of_a_batch_are_gone_when_it_is_handed_out(extractor: Extractor) -> None:
    long = SENTENCE * (BATCH_CHARACTERS // len(SENTENCE) // 4 + 1)
    before = _docs()
    for _ in extractor.extract_many(long for _ in range(6)):
        assert _docs() == before


def test_words_of_a_text_go_with_it(extractor: Extractor) -> None:
    list(extractor.extract_many([SENTENCE]))
    strings = len(extractor.nlp.vocab.strings)
    list(extractor.extract_many(f"Zorvik{number}quell said that Marn{number}ovar had left." for number in range(30)))
    assert len(extractor.nlp.vocab.strings) == strings


def test_lemmas_are_forgotten_once_they_are_many(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    inflected = "The boards denied having moved ferries, and captains claimed sailings had been stopped."
    extractor.extract(inflected)
    assert any(len(known) > 3 for known in _caches(extractor))
    monkeypatch.setattr(model, "MOST_LEMMAS", 3)
    for read in (lambda: extractor.extract(inflected), lambda: list(extractor.extract_many([inflected]))):
        read()
        assert all(len(known) <= 3 for known in _caches(extractor))


def _docs() -> int:
    gc.collect()
    return sum(isinstance(thing, Doc) for thing in gc.get_objects())


def _caches(extractor: Extractor) -> Iterator[dict[object, object]]:
    found = [getattr(component, "cache", None) for _, component in extractor.nlp.pipeline]
    assert any(isinstance(known, dict) for known in found)
    yield from (known for known in found if isinstance(known, dict))
