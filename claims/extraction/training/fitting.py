"""Fit one attribution network: a one-cycle schedule run to its end, and the running mean of the weights kept.

The mean of the last steps' weights does better than the last weights, as the mean of several networks would, at the
price of one (Izmailov et al., "Averaging Weights Leads to Wider Optima", 2018).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from claims.extraction.network import CONTENT, CUE, OTHER, SOURCE
from claims.extraction.training.batches import Numbered, pair_batch, token_batch
from claims.extraction.training.torch_network import TorchNetwork

BATCH = 8  # articles a step


@dataclass(frozen=True)
class Recipe:
    """How long and how hard one network is trained."""

    epochs: int = 7
    peak: float = 2.5e-3  # learning rate at its highest
    warm: float = 0.15  # share of the steps until then
    decay: float = 0.01
    mean: float = 0.99  # how much of the running mean of the weights stays at each step
    hard: float = 0.2  # from this score on, a word that is no cue is shown as a wrong one
    share: float = 0.5  # how many of those
    roles: float = 0.2  # weight of guessing from a word alone whether it is source, cue or content of anything


def fit(network: TorchNetwork, ready: Sequence[Numbered], recipe: Recipe, seed: int) -> TorchNetwork:
    """Train `network` in place and give it back, its weights the running mean of the last steps."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    steps = recipe.epochs * -(-len(ready) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=recipe.peak, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.peak, total_steps=steps + 1, pct_start=recipe.warm)
    kept = {name: value.detach().clone() for name, value in network.state_dict().items()}
    network.train()
    step = 0
    for epoch in range(recipe.epochs):
        order, loss = random.permutation(len(ready)), 0.0
        for low in range(0, len(order), BATCH):
            loss += _step(network, [ready[n] for n in order[low : low + BATCH]], recipe, random, optimiser)
            schedule.step()
            step += 1
            share = min(recipe.mean, step / (step + 10))
            for name, value in network.state_dict().items():
                kept[name].lerp_(value, 1 - share)
        sys.stdout.write(f"seed {seed}, epoch {epoch + 1} of {recipe.epochs}: loss {loss * BATCH / len(order):.3f}\n")
        sys.stdout.flush()
    network.load_state_dict(kept)
    network.eval()
    return network


def _step(network: TorchNetwork, batch: list[Numbered], recipe: Recipe, random: Any, optimiser: Any) -> float:
    tokens, offsets = token_batch(batch)
    h = network.encode(tokens)
    cues = network.cues(h).float()
    right, roles = torch.zeros(len(cues)), np.full(len(cues), OTHER)
    for e, offset in zip(batch, offsets, strict=True):
        right[[offset + row for row in e.example.gold]] = 1
        for label, role in ((CONTENT, "content"), (SOURCE, "source"), (CUE, "cue")):
            for one in e.example.gold.values():
                roles[[offset + row for row in one[role]]] = label
    scores = torch.sigmoid(cues.detach()).numpy()
    asked = []
    for e, offset in zip(batch, offsets, strict=True):
        gold = np.array(sorted(e.example.gold), dtype=np.int64)
        hard = np.flatnonzero(scores[offset : offset + len(e.example.columns)] > recipe.hard)
        wrong = np.setdiff1d(hard, gold)
        seen = gold[random.random(len(gold)) > 0.05]
        asked.append((np.union1d(gold, wrong[random.random(len(wrong)) < recipe.share]), np.union1d(seen, hard)))
    pairs, labels, weights = pair_batch(batch, offsets, asked)
    each = functional.cross_entropy(
        network.label(h, pairs), labels, reduction="none", weight=torch.tensor([1.0, 1.5, 1.5, 1.0])
    )
    cue_loss = functional.binary_cross_entropy_with_logits(cues, right, reduction="sum") / right.sum().clamp(min=1)
    loss = cue_loss + 2.0 * (each * weights).sum() / weights.sum()
    loss = loss + recipe.roles * functional.cross_entropy(network.roles(h), torch.from_numpy(roles))
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimiser.step()
    return float(loss.item())
