"""Examples put together for one training step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from claims.extraction.columns import Ints
from claims.extraction.network import CONTENT, CUE, SLOT_LABELS, SOURCE
from claims.extraction.pairs import Pairs, pairs_of
from claims.extraction.training.corpus import Example


@dataclass(frozen=True)
class Numbered:
    """An example with its words as numbers (0: unknown) and its vectors scaled."""

    example: Example
    lemma: Ints
    tag: Ints
    dep: Ints
    slots: Ints  # (groups + 1, rows): head and first child of each group; rows itself where there is none
    vectors: np.ndarray


def numbered(example: Example, known: Sequence[dict[str, int]], mean: np.ndarray, deviation: np.ndarray) -> Numbered:
    """`known`: the numbers of lemmas, tags and dependency labels."""
    words = (example.lemmas, example.tags, example.deps)
    columns = [np.array([table.get(word, 0) for word in column]) for column, table in zip(words, known, strict=True)]
    vectors = ((example.columns.vectors - mean) / deviation).astype(np.float16)
    return Numbered(example, columns[0], columns[1], columns[2], _slots(example), vectors)


def token_batch(examples: Sequence[Numbered]) -> tuple[dict[str, Any], list[int]]:
    """Tensors over all tokens of the examples, and the first row of each example."""
    sizes = [len(e.example.columns) for e in examples]
    total = sum(sizes)
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int).tolist()
    sentence, slots, last = [], [], 0
    for e, size, offset in zip(examples, sizes, offsets, strict=True):
        own = e.example.columns.sentence
        sentence.append(own + last)
        last += int(own[-1]) + 2
        slots.append(np.where(e.slots >= size, total, e.slots + offset))
    batch: dict[str, Any] = {
        name: torch.from_numpy(np.concatenate([getattr(e, name) for e in examples])) for name in ("lemma", "tag", "dep")
    }
    batch["vectors"] = torch.from_numpy(np.concatenate([e.vectors for e in examples]).astype(np.float32))
    batch["flags"] = torch.from_numpy(np.concatenate([e.example.columns.flags for e in examples]))
    batch["sentence"], batch["sentences"] = torch.from_numpy(np.concatenate(sentence)), last
    batch["counts"] = torch.bincount(batch["sentence"] + 1, minlength=last + 2).clamp(min=1).float()
    batch["slots"] = torch.from_numpy(np.concatenate(slots, 1))
    return batch, offsets


def pair_batch(
    examples: Sequence[Numbered], offsets: Sequence[int], asked: Sequence[tuple[Ints, Ints]]
) -> tuple[dict[str, Any], Any, Any]:
    """Tensors over all pairs; the right labels; the weight of each pair (`asked`: cues and candidates by example)."""
    token, cue, features, labels, weights = [], [], [], [], []
    for e, offset, (cues, candidates) in zip(examples, offsets, asked, strict=True):
        if not len(cues):
            continue
        pairs = pairs_of(e.example.columns, e.dep, cues, candidates)
        token.append(np.where(pairs.token >= 0, pairs.token + offset, -1))
        cue.append(np.where(pairs.window >= 0, pairs.cue[pairs.window], 0) + offset)
        features.append(pairs.features)
        labels.append(_labels(e.example, pairs))
        false = np.array([int(c) not in e.example.gold for c in pairs.cue])
        weights.append(np.where(pairs.window >= 0, np.where(false[pairs.window], 0.3, 1.0), 0.0))
    rows = np.concatenate(token)
    batch = {
        "token": torch.from_numpy(rows),
        "cue": torch.from_numpy(np.concatenate(cue)),
        "features": torch.from_numpy(np.concatenate(features)),
        "mask": torch.from_numpy((rows >= 0).astype(np.float32)),
    }
    return batch, torch.from_numpy(np.concatenate(labels)), torch.from_numpy(np.concatenate(weights).astype(np.float32))


def _labels(example: Example, pairs: Pairs) -> Ints:
    labels = np.zeros(len(pairs.token), dtype=np.int64)
    for window, cue in enumerate(pairs.cue.tolist()):
        start, length = int(pairs.first[window]), int(pairs.length[window])
        low = int(pairs.token[start])
        for label, role in ((CONTENT, "content"), (SOURCE, "source"), (CUE, "cue")):
            for row in example.gold.get(cue, {}).get(role, ()):
                if low <= row < low + length:
                    labels[start + row - low] = label
    return labels


def _slots(example: Example) -> Ints:
    head, deps = example.columns.head, np.array(example.deps)
    rows = np.arange(len(head))
    slots = np.full((len(SLOT_LABELS) + 1, len(head)), len(head), dtype=np.int64)
    slots[0] = head
    for number, group in enumerate(SLOT_LABELS, 1):
        child = rows[np.isin(deps, sorted(group)) & (head != rows)][::-1]
        slots[number][head[child]] = child
    return slots
