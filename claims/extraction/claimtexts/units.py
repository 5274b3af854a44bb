"""Content spans cut into clauses: each becomes one claim with its own characters."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extraction.claimtexts.columns import Columns

_CLAUSAL_MARKS = frozenset({"that", "whether", "if"})
_SPLITTING = frozenset({"and", "but", ";", ","})
_NO_SUBJECT_OF_MANY = frozenset({"no", "nobody", "none", "few", "neither", "nothing", "either", "each", "some", "any"})
_SUBJECTS_OF = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


@dataclass(slots=True)
class Unit:
    """One clause: its head token and its tokens in text order; `borrowed` are a shared subject's (and auxiliary's)."""

    root: int
    tokens: list[int]
    borrowed: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)  # further heads, where the parse left the words in pieces


def split(columns: Columns, tokens: list[int]) -> list[Unit]:
    """Clauses of a content, in text order. Words whose head lies outside are kept with their neighbours."""
    inside = set(tokens)
    roots: dict[int, list[int]] = {}
    top: dict[int, int] = {}
    for token in tokens:
        roots.setdefault(_top(columns, token, inside, top), []).append(token)
    units: list[Unit] = []
    for unit in _joined(columns, roots):
        units.extend(_coordinated(columns, unit))
    return units


def _top(columns: Columns, token: int, inside: set[int], known: dict[int, int]) -> int:
    path = []
    while token not in known:
        head = columns.head[token]
        path.append(token)
        if head == token or head not in inside:
            known[token] = token
            break
        token = head
    found = known[token]
    for step in path:
        known[step] = found
    return found


def is_clause(columns: Columns, root: int) -> bool:
    return columns.finite(root) is not None and columns.subject(root) is not None


def _joined(columns: Columns, roots: dict[int, list[int]]) -> list[Unit]:
    """One unit per sentence, or per full clause where a sentence holds several."""
    units: list[Unit] = []
    loose: list[int] = []
    for root, tokens in roots.items():
        previous = units[-1] if units else None
        same = previous is not None and columns.sentence[previous.root] == columns.sentence[root]
        if loose and columns.sentence[loose[0]] != columns.sentence[root]:
            _add_loose(columns, units, loose)
            loose, same = [], False
        clause = is_clause(columns, root)
        if previous is not None and same and not (clause and is_clause(columns, previous.root)):
            if clause:
                previous.others.append(previous.root)
                previous.root = root
            else:
                previous.others.append(root)
            previous.tokens.extend(tokens)
        elif (
            previous is not None
            and same
            and (_is_subordinate(columns, root) or _is_subordinate(columns, previous.root))
        ):
            if _is_subordinate(columns, previous.root):
                previous.others.append(previous.root)
                previous.root = root
            else:
                previous.others.append(root)
            previous.tokens.extend(tokens)
        elif all(columns.dep[t] == "punct" for t in tokens):
            loose.extend(tokens)
        else:
            units.append(Unit(root, list(tokens)))
    for unit in units:
        unit.tokens.sort()
    return units


def _add_loose(columns: Columns, units: list[Unit], loose: list[int]) -> None:
    if units and columns.sentence[units[-1].root] == columns.sentence[loose[0]]:
        units[-1].tokens.extend(loose)


def _is_subordinate(columns: Columns, root: int) -> bool:
    mark = columns.child(root, "mark")
    if mark is not None and columns.lower[mark] not in _CLAUSAL_MARKS:
        return True
    return columns.dep[root] == "advcl"


def settle_root(columns: Columns, unit: Unit) -> None:
    """Where the unit's head is no clause (a misread quotation), its topmost full clause leads."""
    if is_clause(columns, unit.root):
        return
    inside = set(unit.tokens)
    best, depth = None, 99
    for token in unit.tokens:
        if columns.dep[token] in _SUBJECTS_OF and columns.head[token] in inside:
            verb = columns.head[token]
            if (
                is_clause(columns, verb)
                and not _is_subordinate(columns, verb)
                and columns.dep[verb] not in ("relcl", "acl")
            ):
                steps = _depth(columns, verb, inside)
                if steps < depth:
                    best, depth = verb, steps
    if best is not None:
        unit.others.append(unit.root)
        unit.root = best


def _depth(columns: Columns, token: int, inside: set[int]) -> int:
    steps = 0
    while columns.head[token] != token and columns.head[token] in inside and steps < 20:
        token = columns.head[token]
        steps += 1
    return steps


def _coordinated(columns: Columns, unit: Unit) -> list[Unit]:
    """ "A did x and B did y" -> two units; "A did x and did y" -> two, the second with A borrowed."""
    root = unit.root
    if not is_clause(columns, root) or _holds_condition(columns, unit):
        return [unit]
    inside = set(unit.tokens)
    heads = [root]
    at: int | None = root
    while at is not None:
        at = next((c for c in columns.children[at] if columns.dep[c] == "conj" and c in inside), None)
        if at is not None:
            heads.append(at)
    subject = columns.subject(root)
    assert subject is not None
    parts = [h for h in heads[1:] if _can_stand(columns, root, h, subject, inside)]
    if not parts or (subject not in inside):
        return [unit]
    taken: set[int] = set()
    rest: list[Unit] = []
    for head in reversed(parts):
        own = [t for t in columns.subtree(head) if t in inside and t not in taken]
        taken.update(own)
        borrowed = []
        if columns.subject(head) is None:
            borrowed = [t for t in columns.subtree(subject) if t in inside]
            if columns.finite(head) is None:
                borrowed += [c for c in columns.children[root] if c < root and columns.dep[c] in ("aux", "auxpass")]
        rest.insert(0, Unit(head, own, borrowed))
    first = [t for t in unit.tokens if t not in taken]
    while first and (columns.dep[first[-1]] in ("cc", "punct") or columns.lower[first[-1]] in ("and", "but", "both")):
        first.pop()
    if not first:
        return [unit]
    return [Unit(root, first, others=unit.others), *(_trimmed(columns, part) for part in rest)]


def _trimmed(columns: Columns, unit: Unit) -> Unit:
    while len(unit.tokens) > 1 and columns.dep[unit.tokens[-1]] in ("cc", "punct"):
        unit.tokens.pop()
    return unit


def _can_stand(columns: Columns, root: int, head: int, subject: int, inside: set[int]) -> bool:
    joint = next((c for c in columns.children[columns.head[head]] if columns.dep[c] == "cc" and c < head), None)
    if joint is not None and columns.lower[joint] not in _SPLITTING:
        return False
    own = columns.subject(head)
    if own is not None:
        return columns.finite(head) is not None and own in inside and joint is not None
    if joint is None or columns.is_negated(root) or columns.tag[head] not in ("VBD", "VBZ", "VBP", "VB", "VBN"):
        return False
    if any(columns.lower[t] in _NO_SUBJECT_OF_MANY for t in columns.subtree(subject)):
        return False
    if columns.finite(head) is not None and columns.tag[head] != "VBN":
        return columns.tag[columns.finite(root) or root] != "MD" or columns.tag[head] not in ("VB",)
    shared = columns.finite(root)
    return shared is not None and shared != root and columns.tag[head] == columns.tag[root]


def _holds_condition(columns: Columns, unit: Unit) -> bool:
    return any(
        columns.dep[t] == "mark" and columns.lower[t] in ("if", "unless") for t in unit.tokens if t != unit.tokens[0]
    )
