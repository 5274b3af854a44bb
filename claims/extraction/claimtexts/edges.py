"""What stands at the edges of a content and is no part of what it says: joining words, addressees, datelines."""

from __future__ import annotations

import re

from claims.extraction.claimtexts import verbs
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import is_mark
from claims.extraction.claimtexts.units import Unit, is_clause

_DATELINE = re.compile(r"[A-Z][A-Z. ’'-]+(?:,[^–—\n-]{1,40})?\s*(?:\([\w .]{2,30}\)\s*)?\s[–—-]+\s")
_EDGE_DEPS = frozenset({"punct", "cc"})
_PAIR = 2
_ADDRESSEE = 9  # words in front of "that" that may name who is told


def trim(columns: Columns, unit: Unit) -> list[int]:
    """Tokens without quotation marks at the edges, joining words and complementisers in front."""
    tokens = unit.tokens
    low, high = 0, len(tokens)
    while high > low and (columns.dep[tokens[high - 1]] in _EDGE_DEPS or is_mark(columns, tokens[high - 1])):
        high -= 1
    if high - low > _PAIR + 2 and columns.word[tokens[high - 2]] == ";":
        high -= 2  # "...; it": the first word of what follows
    while low < high and _is_edge(columns, tokens[low], unit):
        low += 1
    if low + 2 < high and columns.lower[tokens[low]] == "as" and columns.lower[tokens[low + 1]] in ("if", "though"):
        low += 2  # "it seemed as though x"
    return without_opener(columns, tokens[low:high])


def without_opener(columns: Columns, tokens: list[int]) -> list[int]:
    """ "However, x", "But x", "LONDON, 5 Feb (Agency) - x": x. The words join the sentence to something outside it."""
    if tokens and columns.word[tokens[0]].isupper():
        line = _DATELINE.match(columns.text, columns.start[tokens[0]], columns.end[tokens[-1]])
        tokens = [t for t in tokens if line is None or columns.start[t] >= line.end()]
    if len(tokens) > 2 and columns.tag[tokens[0]] == "CC" and columns.lower[tokens[0]] in ("and", "but"):
        return without_opener(columns, tokens[1:])
    for n, token in enumerate(tokens[:4]):
        if columns.word[token] == "," and n + 2 < len(tokens):
            opener = " ".join(columns.lower[t] for t in tokens[:n])
            return tokens[n + 1 :] if opener in verbs.OPENERS else tokens
    return tokens


def without_addressee(columns: Columns, unit: Unit, tokens: list[int]) -> list[int]:
    """ "(told) the Ledger that x", "(denied claims) online that x", "it (is feared) x": only x."""
    for n, token in enumerate(tokens[:_ADDRESSEE]):
        if columns.finite(token) is not None:
            break
        mark = columns.lower[token] == "that" and (columns.tag[token] == "IN" or columns.dep[token] == "mark")
        expletive = n == 0 and columns.lower[token] == "it" and columns.dep[token] in ("nsubjpass", "expl", "nsubj")
        if not (mark and n) and not (expletive and columns.head[token] not in tokens):
            continue
        rest = tokens[n + 1 :]
        while rest and (is_mark(columns, rest[0]) or columns.lower[rest[0]] == "that"):
            rest = rest[1:]
        inside = set(rest)
        verbs_there = [t for t in rest if is_clause(columns, t) and columns.subject(t) in inside]
        told = columns.head[token] if mark else -1
        top = [t for t in verbs_there if t == told or columns.dep[t] not in ("relcl", "advcl", "acl")]
        if top:
            unit.root = min(top, key=lambda t: (_steps(columns, t), t))
            unit.tokens = rest
            return rest
    return tokens


def _steps(columns: Columns, token: int) -> int:
    steps = 0
    while columns.head[token] != token and steps < 30:
        token, steps = columns.head[token], steps + 1
    return steps


def _is_edge(columns: Columns, token: int, unit: Unit) -> bool:
    if is_mark(columns, token) or columns.word[token] in ",;:.-–—•*…":
        return True
    if columns.dep[token] == "cc" or columns.lower[token] in ("and", "but"):
        return True
    if columns.dep[token] == "mark" and columns.lower[token] in ("that", "whether"):
        return columns.head[token] == unit.root or columns.lower[token] == "whether"
    return columns.lower[token] == "that" and (columns.tag[token] == "IN" or columns.dep[token] == "mark")


def is_question(columns: Columns, unit: Unit) -> bool:
    """Whether a unit asks. Behind "that" it does not: "Why did you say that the dam was safe?" tells what was said."""
    first = next((t for t in unit.tokens if not is_mark(columns, t)), unit.tokens[0])
    if columns.lower[first] == "that" and columns.dep[first] == "mark" and columns.head[first] == unit.root:
        return False
    last = unit.tokens[-1]
    following = range(last, min(last + 3, len(columns)))
    ends = any(columns.word[t] == "?" for t in following if columns.sentence[t] == columns.sentence[last])
    return ends and columns.sentence[last] == columns.sentence[unit.root]
