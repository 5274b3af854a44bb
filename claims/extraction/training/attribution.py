"""Train the attribution network: PolNeAR in, `artefacts/attribution.npz` and its card out. One command, fixed seeds.

`manage.py train attribution` (or `python -m claims.extraction.training.attribution DATA OUT`). Needs PyTorch, which the
product does not: `pip install torch==2.13.0`. About 20 minutes of one core.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from claims.extraction.learned import FILE_NAME, FORMAT
from claims.extraction.model import load_model
from claims.extraction.training.card import write_card
from claims.extraction.training.corpus import Example, read_examples, sha256

SEED = 1
MINIMUM_COUNT = 3  # rarer lemmas share one number
SETTINGS = {"candidate": 0.2, "cue": 0.45}  # chosen on the development month
VECTORS = "CLAIMDESK_STATIC_VECTORS"  # a `vocab` folder of a spaCy model with vectors, to start the lemmas from


@dataclass(frozen=True)
class Stage:
    """A one-cycle schedule, possibly left early, and which wrong cues the pairs are shown."""

    epochs: int
    stop_after: int
    peak: float
    warm: float
    hard: float  # from this score on, a word that is no cue is shown as a wrong one
    share: float  # how many of those


STAGES = (Stage(10, 4, 2.5e-3, 0.15, 0.15, 1.0), Stage(3, 3, 1.6e-3, 0.04, 0.2, 0.5))
BATCH = 8


def train(data_dir: Path, out_dir: Path) -> dict[str, Any]:
    """Train from the corpora under `data_dir`, write the artefact to `out_dir` and the card to `docs/models`.

    Returns the figures on the development month. Raises `SystemExit` with what to install where PyTorch is missing.
    """
    try:
        import torch
    except ModuleNotFoundError as error:
        raise SystemExit("Training needs PyTorch: pip install torch==2.13.0 (the product does not)") from error
    torch.manual_seed(SEED)
    corpus = data_dir / "attribution"
    nlp = load_model()
    examples = list(read_examples(nlp, corpus / "polnear_train.jsonl"))
    sys.stdout.write(f"{len(examples)} articles, {sum(len(e.gold) for e in examples)} cues\n")
    words = _words(examples)
    mean, deviation = _scale(examples)
    network = _fit(examples, words, mean, deviation)
    out_dir.mkdir(parents=True, exist_ok=True)
    meta = {
        "format": FORMAT, "networks": 1, "settings": SETTINGS,
        "lemmas": words[0], "tags": words[1], "deps": words[2],
    }  # fmt: skip
    arrays = {f"n0.{name}": value for name, value in network.weights().items()}
    arrays |= {"n0.mean": mean.astype(np.float32), "n0.deviation": deviation.astype(np.float32)}
    arrays["meta"] = np.frombuffer(json.dumps(meta).encode(), dtype=np.uint8)
    np.savez_compressed(out_dir / FILE_NAME, **arrays)
    hashes = {name: sha256(corpus / name) for name in ("polnear_train.jsonl", "polnear_dev.jsonl")}
    return write_card(corpus / "polnear_dev.jsonl", out_dir / FILE_NAME, hashes)


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


def _fit(examples: list[Example], words: tuple[list[str], ...], mean: np.ndarray, deviation: np.ndarray) -> Any:
    import torch

    from claims.extraction.training.batches import numbered
    from claims.extraction.training.torch_network import TorchNetwork

    known = [{word: n for n, word in enumerate(column, 1)} for column in words]
    ready = [numbered(example, known, mean, deviation) for example in examples]
    sizes = [len(column) + 1 for column in words]
    network = TorchNetwork(sizes[0], sizes[1], sizes[2], flags=examples[0].columns.flags.shape[1])
    network.el.weight.data[:] = torch.from_numpy(_lemma_start(words[0], network.el.weight.shape[1]))
    random = np.random.default_rng(SEED)
    for stage in STAGES:
        steps = stage.epochs * -(-len(ready) // BATCH)
        optimiser = torch.optim.AdamW(network.parameters(), lr=stage.peak, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimiser, stage.peak, total_steps=steps + 1, pct_start=stage.warm
        )
        for epoch in range(stage.stop_after):
            network.train()
            order = random.permutation(len(ready))
            loss = 0.0
            for low in range(0, len(order), BATCH):
                batch = [ready[n] for n in order[low : low + BATCH]]
                loss += _step(network, batch, stage, random, optimiser)
                schedule.step()
            sys.stdout.write(f"epoch {epoch}: loss {loss * BATCH / len(order):.4f}\n")
            sys.stdout.flush()
    network.eval()
    return network


def _step(network: Any, batch: list[Any], stage: Stage, random: np.random.Generator, optimiser: Any) -> float:
    import torch
    from torch.nn import functional

    from claims.extraction.training.batches import pair_batch, token_batch

    tokens, offsets = token_batch(batch)
    h = network.encode(tokens)
    cues = network.cues(h)
    right = torch.zeros(len(cues))
    for e, offset in zip(batch, offsets, strict=True):
        right[[offset + row for row in e.example.gold]] = 1
    scores = torch.sigmoid(cues.detach()).numpy()
    asked = []
    for e, offset in zip(batch, offsets, strict=True):
        gold = np.array(sorted(e.example.gold), dtype=np.int64)
        hard = np.flatnonzero(scores[offset : offset + len(e.example.columns)] > stage.hard)
        wrong = np.setdiff1d(hard, gold)
        seen = gold[random.random(len(gold)) > 0.05]
        asked.append((np.union1d(gold, wrong[random.random(len(wrong)) < stage.share]), np.union1d(seen, hard)))
    pairs, labels, weights = pair_batch(batch, offsets, asked)
    each = functional.cross_entropy(
        network.label(h, pairs), labels, reduction="none", weight=torch.tensor([1.0, 1.5, 1.5, 1.0])
    )
    cue_loss = functional.binary_cross_entropy_with_logits(cues, right, reduction="sum") / right.sum().clamp(min=1)
    loss = cue_loss + 2.0 * (each * weights).sum() / weights.sum()
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimiser.step()
    return float(loss.item())


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
