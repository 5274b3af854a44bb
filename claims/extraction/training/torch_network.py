"""The network of `network.py` in PyTorch, to be trained. Layer names are the names in the artefact.

PyTorch is needed for training only (`pip install torch==2.13.0`); the product runs the result with numpy.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from claims.extraction.network import SLOT_LABELS
from claims.extraction.pairs import SIZES

WIDTH, PAIR_WIDTH, LEMMA_WIDTH, LABEL_WIDTH, VECTOR_WIDTH = 128, 96, 40, 12, 96
DROPOUT, PAIR_DROPOUT, INPUT_DROPOUT, WORD_DROPOUT = 0.25, 0.15, 0.1, 0.08
NEIGHBOURS = 2 + len(SLOT_LABELS)  # own vector, head, one child of each group


class Block(nn.Module):
    """Dense, ReLU, added to what came in, normalised."""

    def __init__(self, inputs: int, width: int, dropout: float) -> None:
        super().__init__()
        self.lin = nn.Linear(inputs, width)
        self.g, self.b = nn.Parameter(torch.ones(width)), nn.Parameter(torch.zeros(width))
        self.dropout = dropout

    def forward(self, h: Any, x: Any) -> Any:
        y = functional.dropout(functional.relu(self.lin(x)), self.dropout, self.training)
        return functional.layer_norm(h + y, (h.shape[-1],), self.g, self.b, 1e-5)


class TorchNetwork(nn.Module):
    """Tokens, cues and pairs: see `claims.extraction.network`."""

    def __init__(self, lemmas: int, tags: int, deps: int, flags: int) -> None:
        super().__init__()
        self.el, self.et, self.ed = (
            nn.Embedding(lemmas, LEMMA_WIDTH), nn.Embedding(tags, LABEL_WIDTH), nn.Embedding(deps, LABEL_WIDTH)
        )  # fmt: skip
        self.inp = nn.Linear(VECTOR_WIDTH + LEMMA_WIDTH + 2 * LABEL_WIDTH + flags, WIDTH)
        self.ig, self.ib = nn.Parameter(torch.ones(WIDTH)), nn.Parameter(torch.zeros(WIDTH))
        for name in ("c1", "sm", "c2", "c3"):
            setattr(self, name, Block(3 * WIDTH, WIDTH, DROPOUT))
        for name in ("t1", "t2"):
            setattr(self, name, Block(NEIGHBOURS * WIDTH, WIDTH, DROPOUT))
        self.a1, self.a2 = nn.Linear(WIDTH, 64), nn.Linear(64, 1)
        self.a2.bias.data.fill_(-4)  # few words are cues: a start from "even" would ask for pairs of all words
        self.any = nn.Linear(WIDTH, 4)  # for training only
        self.A, self.B = nn.Linear(WIDTH, PAIR_WIDTH), nn.Linear(WIDTH, PAIR_WIDTH, bias=False)
        self.pf = nn.EmbeddingBag(sum(SIZES.values()), PAIR_WIDTH, mode="sum")
        self.pf.weight.data.mul_(0.3)
        offsets = np.concatenate([[0], np.cumsum(list(SIZES.values()))[:-1]])
        self.register_buffer("offsets", torch.tensor(offsets), persistent=False)
        for name in ("p1", "p2", "p3"):
            setattr(self, name, Block(3 * PAIR_WIDTH, PAIR_WIDTH, PAIR_DROPOUT))
        self.out = nn.Linear(PAIR_WIDTH, 4)

    def encode(self, batch: dict[str, Any]) -> Any:
        lemma = batch["lemma"]
        if self.training:
            lemma = torch.where(torch.rand(lemma.shape) < WORD_DROPOUT, torch.zeros_like(lemma), lemma)
        vectors = functional.dropout(batch["vectors"], INPUT_DROPOUT, self.training)
        x = torch.cat([vectors, self.el(lemma), self.et(batch["tag"]), self.ed(batch["dep"]), batch["flags"]], 1)
        h = functional.layer_norm(functional.relu(self.inp(x)), (WIDTH,), self.ig, self.ib, 1e-5)
        h = self.c1(h, _near(h, 1))
        h = self.t1(h, _tree(h, batch))
        h = self._sentences(h, batch)
        h = self.c2(h, _near(h, 2))
        h = self.t2(h, _tree(h, batch))
        return self.c3(h, _near(h, 4))

    def cues(self, h: Any) -> Any:
        return self.a2(functional.relu(self.a1(h)))[:, 0]

    def roles(self, h: Any) -> Any:
        """Is the word source, cue or content of anything at all? Asked in training only, so that words know it."""
        return self.any(h)

    def label(self, h: Any, pairs: dict[str, Any]) -> Any:
        mask = pairs["mask"][:, None]
        z = self.A(h)[pairs["token"].clamp(min=0)] + self.B(h)[pairs["cue"]]
        z = functional.relu(z + self.pf(pairs["features"] + self.offsets)) * mask
        for block, reach in ((self.p1, 1), (self.p2, 2), (self.p3, 4)):
            z = block(z, _near(z, reach)) * mask
        return self.out(z)

    def _sentences(self, h: Any, batch: dict[str, Any]) -> Any:
        sums = h.new_zeros(batch["sentences"] + 2, WIDTH).index_add(0, batch["sentence"] + 1, h)
        means = sums / batch["counts"][:, None]
        y = self.sm.lin(torch.cat([means[:-2], means[1:-1], means[2:]], 1))
        y = functional.dropout(functional.relu(y), DROPOUT, self.training)[batch["sentence"]]
        return functional.layer_norm(h + y, (WIDTH,), self.sm.g, self.sm.b, 1e-5)

    def weights(self) -> dict[str, np.ndarray]:
        """Arrays as `network.Network` reads them: dense layers transposed, pair features apart, half precision."""
        arrays: dict[str, np.ndarray] = {}
        for name, value in self.state_dict().items():
            if name.startswith("any."):
                continue
            array = value.numpy()
            if name == "pf.weight":
                ends = np.cumsum(list(SIZES.values()))[:-1]
                arrays |= {f"pf.{n}.weight": part.astype(np.float16) for n, part in enumerate(np.split(array, ends))}
                continue
            dense = name.endswith(".weight") and name.split(".")[0] not in ("el", "et", "ed")
            arrays[name] = (array.T if dense else array).astype(np.float16)
        return arrays


def _near(h: Any, reach: int) -> Any:
    empty = h.new_zeros(reach, h.shape[1])
    return torch.cat([torch.cat([empty, h[:-reach]]), h, torch.cat([h[reach:], empty])], 1)


def _tree(h: Any, batch: dict[str, Any]) -> Any:
    padded = torch.cat([h, h.new_zeros(1, h.shape[1])])
    return torch.cat([h, *(padded[slot] for slot in batch["slots"])], 1)
