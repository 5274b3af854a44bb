"""Clauses by the parse: subject, negation, modals, the words that belong to a verb. All bounded work per verb."""

from __future__ import annotations

from claims.extraction.casting.columns import Columns
from claims.extraction.casting.page import Page
from claims.extraction.stances import words as w

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_NOBODY = frozenset(("neither", "none", "nobody", "no"))


def clause_of(page: Page, verb: int, party: list[int]) -> tuple[int, int]:
    """First and last token of the clause: from the party (or the verb's first word) to the clause's last word."""
    columns = page.columns
    first = min(
        [verb, *party, *(c for c in columns.children[verb] if columns.dep[c] in ("aux", "auxpass", "neg", *_SUBJECTS))]
    )
    last = verb
    waiting = [
        c for c in columns.children[verb] if c > verb and columns.dep[c] not in ("conj", "cc", "punct", "parataxis")
    ]
    steps = 0
    while waiting and steps < 60:
        k = waiting.pop()
        steps += 1
        if page.sentence[k] != page.sentence[verb]:
            continue
        last = max(last, k)
        waiting.extend(columns.children[k])
    return min(first, verb), last


def phrase_of(page: Page, head: int) -> list[int]:
    """Tokens of the phrase under a noun, without its relative clauses; at most 25."""
    columns = page.columns
    found: list[int] = []
    waiting = [head]
    while waiting and len(found) < 25:
        k = waiting.pop()
        if page.sentence[k] != page.sentence[head]:
            continue
        found.append(k)
        waiting.extend(
            c
            for c in columns.children[k]
            if columns.dep[c] not in ("relcl", "punct", "advcl", "cc", "preconj")
            or (k > head and columns.dep[c] == "punct")
        )
    found.sort()
    low = found.index(head)
    start = end = low
    while start > 0 and found[start - 1] >= found[start] - 2:
        start -= 1
    while end + 1 < len(found) and found[end + 1] <= found[end] + 2:
        end += 1
    return list(range(found[start], found[end] + 1))


def subject_of(columns: Columns, verb: int) -> int:
    """Head of the subject of a verb, or of the verb it hangs on: "disputes this and puts", "have yet to confirm"."""
    k = verb
    for _ in range(5):
        subjects = [c for c in columns.children[k] if columns.dep[c] in _SUBJECTS]
        before = [c for c in subjects if c < k] or subjects
        if before:
            child = before[-1]
            if columns.dep[k] == "relcl" and columns.lower[child] in ("who", "which", "that"):
                return columns.head[k]
            return child
        if columns.dep[k] in ("conj", "xcomp", "acomp", "advcl") or (
            columns.dep[k] == "ccomp" and columns.tag[k] == "VB"
        ):
            k = columns.head[k]
        elif columns.dep[k] in ("relcl", "acl") and columns.tag[columns.head[k]].startswith(("NN", "PRP")):
            return columns.head[k]
        else:
            break
    return _subject_by_place(columns, verb)


def _subject_by_place(columns: Columns, verb: int) -> int:
    """The name or noun right before a finite verb at the head of its sentence, where the parser saw no subject."""
    if columns.tag[verb] not in ("VBZ", "VBD", "VBP") or verb == 0:
        return -1
    k = verb - 1
    while k > 0 and columns.tag[k] == "RB":
        k -= 1
    if columns.word[k] == "," and k > 1 and columns.tag[k - 1] in ("NNP", "NN"):
        k -= 1  # "the manager, Colin Bates, flatly denies"
    if columns.tag[k] in ("NN", "NNS", "NNP", "NNPS", "PRP") or columns.word[k][:1].isupper():
        return k
    return -1


def controller(columns: Columns, i: int) -> int:
    """The verb that governs an infinitive: "declined" in "declined to comment"."""
    k = i
    for _ in range(3):
        if (
            columns.dep[k] in ("xcomp", "ccomp", "conj")
            and columns.tag[k] in ("VB", "VBN", "VBG")
            and columns.head[k] != k
        ):
            k = columns.head[k]
        else:
            break
    return k if columns.tag[k].startswith("VB") else i


def governor(columns: Columns, i: int) -> int:
    """The verb that a word hangs under, a few steps up; -1 where there is none."""
    k = i
    for _ in range(6):
        if columns.tag[k].startswith("VB"):
            return k
        if columns.head[k] == k:
            return -1
        k = columns.head[k]
    return -1


def is_negated(columns: Columns, verb: int) -> bool:
    if any(columns.dep[c] == "neg" or columns.lower[c] in w.NEGATIONS for c in columns.children[verb] if c < verb):
        return True
    if verb + 1 < len(columns) and columns.lower[verb + 1] in w.NOT and columns.head[verb + 1] == verb:
        return True  # "is not true", "'s not"
    subject = next((c for c in columns.children[verb] if columns.dep[c] in ("nsubj", "nsubjpass")), -1)
    if subject >= 0:
        start = next((k for k in (subject - 2, subject - 1, subject) if k >= 0 and columns.lower[k] in _NOBODY), -1)
        if start >= 0 or any(columns.lower[c] in _NOBODY for c in columns.children[subject]):
            return True
    return columns.dep[verb] == "conj" and columns.lower[verb - 1] == "nor" if verb else False


def says_neither(columns: Columns, verb: int) -> bool:
    """ "Would neither confirm nor deny": not "neither side would confirm it"."""
    around = columns.lower[max(0, verb - 6) : verb + 5]
    own = {columns.lower[k] for k in range(max(0, verb - 4), verb)} & {"neither", "nor"}
    return (
        bool(own)
        and any(word.startswith("confirm") for word in around)
        and any(word in ("deny", "denied", "denies", "denying") for word in around)
    )


def has_will(columns: Columns, verb: int) -> bool:
    k = verb
    for _ in range(2):
        if any(columns.lower[c] in w.MODALS_OF_WILL for c in columns.children[k] if columns.dep[c] == "aux"):
            return True
        if columns.dep[k] != "conj":
            return False
        k = columns.head[k]
    return False


def has_could(columns: Columns, verb: int) -> bool:
    return any(columns.lower[c] in ("could", "can", "ca") for c in columns.children[verb] if columns.dep[c] == "aux")


def has_modal(columns: Columns, verb: int) -> bool:
    return any(columns.tag[c] == "MD" for c in columns.children[verb] if columns.dep[c] == "aux")


def is_yet_to(columns: Columns, verb: int) -> bool:
    before = [columns.lower[k] for k in range(max(0, verb - 5), verb)]
    return "to" in before and "yet" in before


def is_unable(columns: Columns, verb: int) -> bool:
    before = {columns.lower[k] for k in range(max(0, verb - 6), verb)}
    if "to" not in before:
        return False
    return bool(before & w.UNABLE) or (bool(before & {"possible", "able"}) and bool(before & w.NEGATIONS))


def is_question_or_condition(columns: Columns, verb: int) -> bool:
    return any(
        columns.dep[c] == "mark" and columns.lower[c] in ("if", "whether", "unless", "until")
        for c in columns.children[verb]
    )


def has_word(columns: Columns, verb: int, *wanted: str) -> bool:
    return any(columns.lemma[k].lower() in wanted for k in range(verb + 1, min(len(columns), verb + 8)))


def asks(columns: Columns, verb: int) -> bool:
    """Whether an indirect question follows: "whether", "if", "when", "what", "how" ... or "details"."""
    questions = (
        "whether",
        "if",
        "when",
        "what",
        "how",
        "who",
        "where",
        "why",
        "which",
        "details",
        "detail",
        "reason",
        "reasons",
        "figure",
    )
    return any(columns.lower[k] in questions for k in range(verb + 1, min(len(columns), verb + 5)))


def ends_there(columns: Columns, verb: int) -> bool:
    return verb + 1 >= len(columns) or columns.word[verb + 1] in (".", ",", ";", "”", '"')


def is_base_form(columns: Columns, i: int) -> bool:
    return i > 0 and columns.lower[i - 1] in ("to", "not", "n't", "n’t", "immediately", "yet")
