"""The learned network, run with numpy: one pass over the tokens of a text, one over the pairs of cue and token.

Layers (all learned by `training/attribution.py`; sizes are read off the stored arrays):

* tokens: the model's own tok2vec vector, embeddings of lemma, tag and dependency, layout flags → dense; then in turn a
  convolution over neighbours, a step along the tree (head, subject, clause, object, marker, preposition), a step that
  sees the means of this, the last and the next sentence, a wider convolution, the tree again, a still wider
  convolution;
* cues: a small dense network on each token: is it the main word of a cue?
* pairs: token + cue + where the one stands to the other (`pairs.py`) → three convolutions along the window → other,
  source, cue, content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from claims.extraction.columns import Columns, Floats, Ints
from claims.extraction.pairs import SIZES, Pairs

OTHER, SOURCE, CUE, CONTENT = range(4)
SLOT_LABELS = (
    frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")),
    frozenset(("ccomp", "xcomp", "advcl", "parataxis", "relcl", "acl", "conj", "pcomp")),
    frozenset(("dobj", "attr", "oprd", "pobj", "dative", "agent", "acomp")),
    frozenset(("mark", "aux", "auxpass", "neg", "prt", "advmod")),
    frozenset(("prep",)),
)
_EPSILON = np.float32(1e-5)


@dataclass(frozen=True)
class Inputs:
    """What the first layer reads, as small numbers: rows of the embedding tables, and who is whose child."""

    lemma: Ints
    tag: Ints
    dep: Ints
    children: tuple[tuple[Ints, Ints], ...]  # per group of labels: parent rows, and for each its first such child


class Network:
    """The weights of one trained network. Read-only; safe to share."""

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self.w = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in weights.items()}

    def encode(self, columns: Columns, inputs: Inputs) -> Floats:
        """One vector a token: (rows, width)."""
        w = self.w
        scaled = (columns.vectors - w["mean"]) / w["deviation"]
        x = np.concatenate(
            [
                scaled,
                w["el.weight"][inputs.lemma],
                w["et.weight"][inputs.tag],
                w["ed.weight"][inputs.dep],
                columns.flags,
            ],
            axis=1,
        )
        h = _normed(np.maximum(x @ w["inp.weight"] + w["inp.bias"], 0), w["ig"], w["ib"])
        h = self._near("c1", h, 1)
        h = self._tree("t1", h, columns.head, inputs)
        h = self._sentences("sm", h, columns.sentence)
        h = self._near("c2", h, 2)
        h = self._tree("t2", h, columns.head, inputs)
        return self._near("c3", h, 4)

    def cue_scores(self, h: Floats) -> Floats:
        """How likely each token is the main word of a cue, 0-1."""
        w = self.w
        inner = np.maximum(h @ w["a1.weight"] + w["a1.bias"], 0)
        scores: Floats = 1 / (1 + np.exp(-(inner @ w["a2.weight"] + w["a2.bias"])[:, 0]))
        return scores

    def label(self, h: Floats, pairs: Pairs) -> Floats:
        """(pair rows, 4): how likely the token is OTHER, SOURCE, CUE, CONTENT for the cue of its window."""
        w = self.w
        real = np.flatnonzero(pairs.token >= 0)
        mask = (pairs.token >= 0).astype(np.float32)[:, None]
        tokens, cues = h @ w["A.weight"] + w["A.bias"], h[pairs.cue] @ w["B.weight"]
        z = np.zeros((len(pairs.token), tokens.shape[1]), dtype=np.float32)
        part = tokens[pairs.token[real]]
        part += cues[pairs.window[real]]
        for n in range(len(SIZES)):
            part += w[f"pf.{n}.weight"][pairs.features[real, n]]
        z[real] = np.maximum(part, 0)
        for name, reach in (("p1", 1), ("p2", 2), ("p3", 4)):
            z = self._near(name, z, reach)
            z *= mask
        logits = z @ w["out.weight"] + w["out.bias"]
        logits -= logits.max(axis=1, keepdims=True)
        exponents = np.exp(logits)
        return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))

    def _near(self, name: str, h: Floats, reach: int) -> Floats:
        """A convolution over the tokens `reach` before, this one, and `reach` after."""
        weight = self.w[f"{name}.lin.weight"]
        width = h.shape[1]
        y = h @ weight[width : 2 * width]
        if len(h) > reach:
            y[reach:] += h[:-reach] @ weight[:width]
            y[:-reach] += h[reach:] @ weight[2 * width :]
        return self._added(name, h, y)

    def _tree(self, name: str, h: Floats, head: Ints, inputs: Inputs) -> Floats:
        """A step along the tree: own vector, the head's, and one child's of each group."""
        weight = self.w[f"{name}.lin.weight"]
        width = h.shape[1]
        y = h @ weight[:width]
        y += (h @ weight[width : 2 * width])[head]
        for n, (parents, children) in enumerate(inputs.children, 2):
            y[parents] += h[children] @ weight[n * width : (n + 1) * width]
        return self._added(name, h, y)

    def _sentences(self, name: str, h: Floats, sentence: Ints) -> Floats:
        if not len(h):
            return h
        weight = self.w[f"{name}.lin.weight"]
        width = h.shape[1]
        starts = np.flatnonzero(np.diff(sentence, prepend=-1))
        sizes = np.diff(np.append(starts, len(h)))
        means = np.add.reduceat(h, starts, axis=0) / sizes[:, None].astype(np.float32)
        y = means @ weight[width : 2 * width]
        y[1:] += means[:-1] @ weight[:width]
        y[:-1] += means[1:] @ weight[2 * width :]
        y = np.maximum(y + self.w[f"{name}.lin.bias"], 0)
        return _normed(h + np.repeat(y, sizes, axis=0), self.w[f"{name}.g"], self.w[f"{name}.b"])

    def _added(self, name: str, h: Floats, y: Floats) -> Floats:
        y += self.w[f"{name}.lin.bias"]
        np.maximum(y, 0, out=y)
        y += h
        return _normed(y, self.w[f"{name}.g"], self.w[f"{name}.b"])


def _normed(x: Floats, gain: Floats, bias: Floats) -> Floats:
    """Layer normalisation, in place."""
    width = np.float32(1 / x.shape[1])
    x -= x.sum(axis=1, keepdims=True) * width
    deviation = np.sqrt(np.einsum("ij,ij->i", x, x) * width + _EPSILON)
    x *= (1 / deviation)[:, None]
    x *= gain
    x += bias
    return x
