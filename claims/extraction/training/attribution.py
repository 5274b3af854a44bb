"""Train the attribution networks: PolNeAR in, `artefacts/attribution.npz` and its card out. One command, fixed seeds.

`manage.py train attribution` (or `python -m claims.extraction.training.attribution DATA OUT`). Needs PyTorch, which the
product does not: `pip install torch==2.13.0`. The networks differ in their seed alone and are trained side by side, one
process each.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from claims.extraction.learned import FILE_NAME, FORMAT, load_learned
from claims.extraction.model import load_model
from claims.extraction.training.card import Card, best_line, score, write_card
from claims.extraction.training.corpus import Example, read_examples, sha256
from claims.extraction.training.weights import fit_weights

if TYPE_CHECKING:
    from claims.extraction.training.batches import Numbered

SEEDS = (1, 2)
MINIMUM_COUNT = 3  # rarer lemmas share one number
# From `asked` on a word's spans are looked for; from `candidate` on its neighbours know it as a possible cue.
SETTINGS = {"asked": 0.15, "candidate": 0.2, "cue": 0.45, "intercept": 0.0}
LINES = (0.35, 0.4, 0.45, 0.5)  # weighed scores from which it is one; the best on the development month is taken
VECTORS = "CLAIMDESK_STATIC_VECTORS"  # a `vocab` folder of a spaCy model with vectors, to start the lemmas from
SHARED: dict[str, Any] = {}  # what the processes inherit instead of being sent it


def train(data_dir: Path, out_dir: Path) -> dict[str, Any]:
    """Train from the corpora under `data_dir`, write the artefact to `out_dir` and the card to `docs/models`.

    Returns the figures on the development month. Raises `SystemExit` with what to install where PyTorch is missing.
    """
    try:
        import torch
    except ModuleNotFoundError as error:
        raise SystemExit("Training needs PyTorch: pip install torch==2.13.0 (the product does not)") from error
    torch.set_num_threads(1)  # the same sums in the same order every time
    corpus = data_dir / "attribution"
    examples = list(read_examples(load_model(), corpus / "polnear_train.jsonl"))
    _say(f"{len(examples)} articles, {sum(len(e.gold) for e in examples)} cues")
    words = _words(examples)
    mean, deviation = _scale(examples)
    networks = _fit(examples, words, mean, deviation)
    scale = {"mean": mean.astype(np.float32), "deviation": deviation.astype(np.float32)}
    out_dir.mkdir(parents=True, exist_ok=True)
    artefact = out_dir / FILE_NAME
    _write(artefact, words, [{**network, **scale} for network in networks], SETTINGS, [])
    return finish(artefact, corpus)


def finish(artefact: Path, corpus: Path) -> dict[str, Any]:
    """Learn on the development month: weights (`weighing`) and the line. Completes the artefact, writes the card.

    Returns the figures on the development month.
    """
    dev = corpus / "polnear_dev.jsonl"
    with np.load(artefact, allow_pickle=False) as stored:
        arrays = dict(stored.items())
    meta = json.loads(bytes(arrays.pop("meta")).decode())
    load_learned.cache_clear()
    learned = load_learned(artefact)
    assert learned is not None
    meta["weights"], meta["settings"]["intercept"], figures = fit_weights(learned, dev)
    _store(artefact, meta, arrays)
    meta["settings"]["cue"] = best_line(dev, artefact, LINES)
    _store(artefact, meta, arrays)
    hashes = {path.name: sha256(path) for path in (corpus / "polnear_train.jsonl", dev)}
    figures = {**score(dev, artefact), **figures}
    write_card(Card(artefact, hashes, {**meta["settings"], "networks": meta["networks"]}, figures))
    return figures


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _write(
    path: Path,
    words: tuple[list[str], list[str], list[str]],
    networks: list[dict[str, np.ndarray]],
    settings: Mapping[str, float],
    weights: Sequence[float],
) -> None:
    meta = {
        "format": FORMAT, "networks": len(networks), "settings": dict(settings), "weights": list(weights),
        "lemmas": words[0], "tags": words[1], "deps": words[2],
    }  # fmt: skip
    _store(path, meta, {f"n{n}.{name}": value for n, network in enumerate(networks) for name, value in network.items()})


def _store(path: Path, meta: dict[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
    packed = np.frombuffer(json.dumps(meta).encode(), dtype=np.uint8)
    np.savez_compressed(path, **arrays, meta=packed)  # type: ignore[arg-type]


def _fit(
    examples: list[Example], words: tuple[list[str], ...], mean: np.ndarray, deviation: np.ndarray
) -> list[dict[str, np.ndarray]]:
    from claims.extraction.training.batches import numbered

    known = [{word: n for n, word in enumerate(column, 1)} for column in words]
    SHARED["examples"] = [numbered(example, known, mean, deviation) for example in examples]
    SHARED["sizes"] = [len(column) + 1 for column in words]
    SHARED["lemmas"] = words[0]
    with multiprocessing.get_context("fork").Pool(len(SEEDS)) as pool:
        return pool.map(_one, SEEDS, chunksize=1)


def _one(seed: int) -> dict[str, np.ndarray]:
    """The weights of the network that `seed` gives, as `network.Network` reads them."""
    import torch

    from claims.extraction.training.fitting import Recipe, fit
    from claims.extraction.training.torch_network import LEMMA_WIDTH, TorchNetwork

    examples: list[Numbered] = SHARED["examples"]
    torch.manual_seed(seed)
    lemmas, tags, deps = SHARED["sizes"]
    network = TorchNetwork(lemmas, tags, deps, flags=examples[0].example.columns.flags.shape[1])
    network.el.weight.data[:] = torch.from_numpy(_lemma_start(SHARED["lemmas"], LEMMA_WIDTH))
    return fit(network, examples, Recipe(), seed).weights()


def _words(examples: list[Example]) -> tuple[list[str], list[str], list[str]]:
    counts = Counter(word for example in examples for word in example.lemmas)
    lemmas = sorted((w for w, n in counts.items() if n >= MINIMUM_COUNT), key=lambda w: (-counts[w], w))
    return (
        lemmas,
        sorted({tag for example in examples for tag in example.tags}),
        sorted({dep for example in examples for dep in example.deps}),
    )


def _scale(examples: list[Example]) -> tuple[np.ndarray, np.ndarray]:
    vectors = np.concatenate([example.columns.vectors for example in examples[::10]])
    return vectors.mean(0), vectors.std(0) + 1e-3


def _lemma_start(lemmas: list[str], width: int) -> np.ndarray:
    """Where the lemma embeddings begin: the main components of static vectors where those are given, else noise."""
    start = np.random.default_rng(0).normal(0, 0.1, (len(lemmas) + 1, width)).astype(np.float32)
    folder = os.environ.get(VECTORS)
    if not folder:
        return start
    import srsly
    from spacy.strings import get_string_id

    vectors = np.load(Path(folder) / "vectors")
    rows = dict(srsly.read_msgpack(Path(folder) / "key2row"))
    centred = vectors - vectors.mean(0)
    _, _, components = np.linalg.svd(centred[::5], full_matrices=False)
    reduced = centred @ components[:width].T
    reduced *= 0.5 / reduced.std()
    for number, lemma in enumerate(lemmas, 1):
        row = rows.get(get_string_id(lemma), -1)
        if row >= 0:
            start[number] = reduced[row]
    return start


if __name__ == "__main__":
    sys.stdout.write(json.dumps(train(Path(sys.argv[1]), Path(sys.argv[2])), indent=2) + "\n")
