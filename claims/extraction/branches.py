"""Branches of the parse: what hangs under a word, who does a verb, the words that make up a cue."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_HELPERS = frozenset(("aux", "auxpass", "neg", "prt"))


def subtree(token: Token, *, leaving: Iterable[Token] = ()) -> list[int]:
    """Token indexes under `token`, without the branches in `leaving`."""
    left = {t.i for t in leaving}
    found, stack = [], [token]
    while stack:
        node = stack.pop()
        if node.i in left:
            continue
        found.append(node.i)
        stack.extend(node.children)
    return sorted(found)


def subject_of(verb: Token) -> list[int]:
    """The tokens of whoever does `verb`: its own subject, or the one it shares with the clause above."""
    if (heard := _heard_saying(verb)) is not None:
        return phrase_under(heard, leaving=(verb,))
    node = verb
    for _ in range(6):
        if (child := own_subject(node)) is not None:
            return _relative(node, child) if child.tag_ in ("WP", "WDT") else phrase_under(child)
        if node.dep_ == "acl" and node.tag_ != "VBN":
            return phrase_under(node.head, leaving=(node,))
        if node.dep_ == "relcl":
            return phrase_under(node.head, leaving=(node,))
        if node.dep_ in ("conj", "xcomp", "advcl") and node.head is not node:
            node = node.head
            continue
        return []
    return []


_RECALLING = frozenset("recall remember hear overhear quote describe".split())


def _heard_saying(verb: Token) -> Token | None:
    """The father of "recalled his father saying that ...", where the parse makes "saying" a thing that Hughes does."""
    above = verb.head
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "xcomp", "acl") or above.lemma_.lower() not in _RECALLING:
        return None
    if own_subject(verb) is not None or verb.left_edge.nbor(-1).text == ",":
        return None
    return next((c for c in above.children if c.dep_ == "dobj" and above.i < c.i < verb.i), None)


def own_subject(verb: Token) -> Token | None:
    """The head of the subject that hangs under the verb, or under a helper of it ("has, however, urged")."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    helpers = (child for child in verb.children if child.dep_ == "aux")
    return next((c for helper in helpers for c in helper.children if c.dep_ in SUBJECTS), None)


def cue_of(verb: Token) -> list[int]:
    """The verb with its auxiliaries, negation and particle, as far as they stand in one run."""
    wanted = {verb.i, *(c.i for c in verb.children if c.dep_ in _HELPERS)}
    low = high = verb.i
    while low - 1 in wanted:
        low -= 1
    while high + 1 in wanted:
        high += 1
    return list(range(low, high + 1))


def _relative(verb: Token, pronoun: Token) -> list[int]:
    return phrase_under(verb.head, leaving=(verb,)) if verb.dep_ == "relcl" else [pronoun.i]


def phrase_under(head: Token, leaving: Iterable[Token] = ()) -> list[int]:
    clauses = [c for c in head.children if c.dep_ in ("relcl", "parataxis")]
    return subtree(head, leaving=[*leaving, *clauses])


def opens_clause(clause: Token) -> bool:
    """Whether a clause has "that" in front."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
