"""What in the parse tells whether an event happened: named signs of one word, its clause, and what governs it."""

from __future__ import annotations

from spacy.tokens import Token

_MARKS = frozenset(("neg", "aux", "auxpass", "mark", "cc", "prt", "expl", "predet"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_UPWARDS = 6  # governing words looked at
_NEAR = 3
_WINDOW = 60  # words either side that count as the sentence; a sentence may be a megabyte
_TELLING = (
    "if",
    "please",
    "would",
    "will",
    "can",
    "could",
    "may",
    "might",
    "should",
    "n't",
    "not",
    "no",
    "never",
    "hope",
    "want",
    "must",
    "shall",
)


def signs(word: Token) -> list[str]:
    """Names of all signs of the event that `word` stands for. Needs tags, lemmas and dependencies."""
    own = _clause(word)
    found = _word(word, own)
    origin = _first_of_row(word)
    if origin != word:
        found += [f"row {sign}" for sign in _clause(origin)]
        found += [f"row lemma {origin.lemma_}", f"row tags {origin.tag_} {word.tag_}"]
    return found + _governors(word) + _sentence(word)


def _clause(word: Token) -> list[str]:
    """Negation, auxiliaries, markers, adverbs, subject and what else hangs under the word."""
    found = []
    for child in word.children:
        kind = child.dep_
        if kind in _MARKS or kind in ("advmod", "det"):
            found.append(f"{kind} {child.lower_}")
        elif kind in _SUBJECTS:
            closed = child.tag_.startswith(("PRP", "W", "EX", "D"))
            found.append(f"{kind} {child.lower_ if closed else child.tag_}")
            found += [f"subject's {c.dep_} {c.lower_}" for c in child.children if c.dep_ in ("neg", "det")]
        else:
            found.append(f"child {kind}")
    return found


def _word(word: Token, own: list[str]) -> list[str]:
    tag, lower, helpers = word.tag_, word.lower_, _helpers(own)
    found = [
        "any",
        f"lemma {word.lemma_.lower()}",
        f"word {lower}",
        f"tag {tag}",
        f"dep {word.dep_}",
        f"tag dep {tag} {word.dep_}",
        f"end {lower[-4:]}",
        f"helpers {helpers} {tag}",
    ]
    found += own
    found += [f"{tag} {sign}" for sign in own if not sign.startswith("child")]
    if not _has_subject(own):
        found.append(f"no subject {tag}")
    return found


def _governors(word: Token) -> list[str]:
    """The path to the root, with each governing word's lemma, tag, negation and auxiliaries."""
    found, path, below, steps = [], "", word, 0
    while below.head != below and steps < _UPWARDS:
        steps += 1
        above = below.head
        lemma, tag, clause = above.lemma_.lower(), above.tag_, _clause(above)
        path += below.dep_ + ">"
        found += [f"path {path}", f"path {path}{lemma}", f"path {path} {tag}", f"above {lemma}"]
        found += [f"up{steps} {below.dep_} {lemma}", f"up{steps} tag {tag}"]
        if steps <= 3:
            negated = any(sign.startswith("neg") for sign in clause)
            found += [f"up{steps} {sign}" for sign in clause if not sign.startswith("child")]
            found.append(f"up{steps} {below.dep_} {lemma} {'negated' if negated else 'plain'}")
            found.append(f"up{steps} {below.dep_} helpers {_helpers(clause)}")
        found += [f"above {sign}" for sign in clause if sign.startswith(("neg", "aux", "mark"))]
        below = above
    clause = _clause(below)
    found += [f"depth {steps}", f"root {below.lemma_.lower()}", f"root tag {below.tag_}"]
    found += [f"root {sign}" for sign in clause if sign.startswith(("neg", "aux", "mark", "nsubj", "advmod"))]
    if not _has_subject(clause):
        found.append(f"root no subject {below.tag_}")
    return found


def _sentence(word: Token) -> list[str]:
    """The words around, question and exclamation marks after, telling words before and after, length and place."""
    doc, sentence = word.doc, word.sent
    start, end = max(sentence.start, word.i - _WINDOW), min(sentence.end, word.i + _WINDOW)
    lower, place = [doc[i].lower_ for i in range(start, end)], word.i - start
    found = []
    for step in range(-_NEAR, _NEAR + 1):
        if step and 0 <= place + step < len(lower):
            found += [f"near{step} {lower[place + step]}", f"near{step} tag {doc[word.i + step].tag_}"]
        elif step:
            found.append(f"near{step} edge")
    after, before = set(lower[place:]), set(lower[:place])
    if "?" in after:
        found += ["question", f"question {word.tag_} {word.dep_}"]
    if "!" in after:
        found.append("exclamation")
    for telling in _TELLING:
        if telling in before:
            found.append(f"before {telling}")
        elif telling in after:
            found.append(f"after {telling}")
    found += [f"first {lower[0]}", f"last {lower[-1]}"]
    return [*found, f"length {min(len(lower) // 8, 6)}", f"quarter {4 * place // len(lower)}"]


def _first_of_row(word: Token) -> Token:
    """In "will come and go" the auxiliary of "go" hangs at "come"."""
    for _ in range(_UPWARDS):
        if word.dep_ != "conj" or word.head == word:
            break
        word = word.head
    return word


def _helpers(clause: list[str]) -> str:
    return "+".join(sorted(sign for sign in clause if sign.startswith(("aux", "neg"))))


def _has_subject(clause: list[str]) -> bool:
    return any(sign.startswith(("nsubj", "expl")) for sign in clause)
