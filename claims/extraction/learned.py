"""The learned files of attribution: loaded once, checked, and the numbering that goes with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from spacy.strings import get_string_id

from claims.extraction.columns import Columns, Ints
from claims.extraction.network import SLOT_LABELS, Inputs, Network
from claims.extraction.version import ARTEFACTS

FILE_NAME = "attribution.npz"
FORMAT = 2


@dataclass(frozen=True)
class Vocabulary:
    """Words that the network has numbers for; everything else is 0."""

    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]

    def lookup(self, words: tuple[str, ...]) -> tuple[np.ndarray, Ints]:
        """Sorted hashes of `words` and the number of each (counted from 1)."""
        hashes = np.array([get_string_id(word) for word in words], dtype=np.uint64)
        order = np.argsort(hashes)
        return hashes[order], order + 1


class Learned:
    """Networks (their answers are averaged), vocabulary, thresholds and the weights of `weighing` from one artefact."""

    def __init__(
        self, networks: list[Network], vocabulary: Vocabulary, settings: dict[str, float], weights: Sequence[float]
    ) -> None:
        self.networks = networks
        self.settings = settings
        self.weights = tuple(weights)
        self._lemmas = vocabulary.lookup(vocabulary.lemmas)
        self._tags = vocabulary.lookup(vocabulary.tags)
        self._deps = vocabulary.lookup(vocabulary.deps)
        self._slots = [np.array([get_string_id(x) for x in sorted(labels)], dtype=np.uint64) for labels in SLOT_LABELS]

    def inputs(self, columns: Columns) -> Inputs:
        """Numbers for the embedding tables, and the first child of each group for the rows that have one."""
        head, rows = columns.head, np.arange(len(columns))
        children = []
        for labels in self._slots:
            child = np.flatnonzero(np.isin(columns.dep, labels) & (head != rows))
            parents, first = np.unique(head[child], return_index=True)
            children.append((parents, child[first]))
        return Inputs(
            _numbers(columns.lemma, *self._lemmas),
            _numbers(columns.tag, *self._tags),
            _numbers(columns.dep, *self._deps),
            tuple(children),
        )


@lru_cache(maxsize=1)
def load_learned(path: Path = ARTEFACTS / FILE_NAME) -> Learned | None:
    """The artefact, or None where it is missing or of another format."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        meta = json.loads(bytes(stored["meta"]).decode())
        if meta["format"] != FORMAT:
            return None
        networks = []
        for number in range(meta["networks"]):
            prefix = f"n{number}."
            networks.append(Network({k.removeprefix(prefix): v for k, v in stored.items() if k.startswith(prefix)}))
    vocabulary = Vocabulary(tuple(meta["lemmas"]), tuple(meta["tags"]), tuple(meta["deps"]))
    return Learned(networks, vocabulary, meta["settings"], meta["weights"])


def _numbers(hashes: np.ndarray, known: np.ndarray, number: Ints) -> Ints:
    place = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.where(known[place] == hashes, number[place], 0)
