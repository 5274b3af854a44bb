"""Denials without a word for denying: "I never promised anything", "No.", "But Drury hit back".

Somebody who was spoken of answers in his own words. Taken for a denial only where the answer negates the same
matter, calls the others liars, or the text says that he hits back.
"""

from __future__ import annotations

from claims.extraction.casting.cast import Entity
from claims.extraction.stances import words as w
from claims.extraction.stances.reported import Reported, Told

_REACH = 9  # sentences
_FLAT = frozenset("no nope nonsense rubbish wrong false untrue lies garbage true fantasy".split())
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "none", "nothing", "nobody", "neither"))


def rebuttals(reported: Reported) -> list[tuple[Told, list[Told]]]:
    """Pairs of an answer and the outer attributions it denies, in the order of the text. Bounded work for each."""
    found = []
    for answer in reported.roots:
        if answer.speaker is None or not answer.content:
            continue
        denied = _answered(reported, answer, answer.speaker)
        if denied:
            found.append((answer, denied))
    return found


def _answered(reported: Reported, answer: Told, speaker: Entity) -> list[Told]:
    earlier = [
        t
        for t in reported.before(answer.at)
        if t.number != answer.number and t.speaker is not speaker and answer.sentence - t.sentence <= _REACH
    ]
    if not earlier:
        return []
    if _says_flat_no(reported, answer) and reported.page.line[answer.at] - earlier[0].line <= 2:
        return earlier[:1]
    about = [t for t in earlier if speaker in reported.about(t)]
    if not about:
        return []
    if _hits_back(reported, answer) or _calls_liar(reported, answer):
        return about
    if _negates(reported, answer):
        return [t for t in about if _same_matter(reported, answer, t)]
    return []


def _says_flat_no(reported: Reported, answer: Told) -> bool:
    """ "No. We have the money": the first word of a reply."""
    columns = reported.page.columns
    words = [k for k in answer.content[:6] if columns.word[k][:1].isalnum()][:2]
    if len(words) == 2 and columns.lower[words[0]] in ("absolute", "complete", "utter", "total", "pure", "not"):
        words = words[1:]
    if not words or columns.lower[words[0]] not in _FLAT:
        return False
    after = reported.page.after(words[0])
    return after >= len(columns) or not columns.word[after][:1].isalnum()


def _hits_back(reported: Reported, answer: Told) -> bool:
    """The words around the answer say that he hits back."""
    page = reported.page
    columns = page.columns
    begin = max(0, answer.at - 14)
    near = [k for k in range(begin, answer.at) if page.line[k] == page.line[answer.at]] + answer.cue
    return any(columns.lower[k] in w.HITS_BACK and columns.lower[min(k + 1, len(columns) - 1)] == "back" for k in near)


def _calls_liar(reported: Reported, answer: Told) -> bool:
    columns = reported.page.columns
    return any(columns.lower[k] in w.LYING for k in answer.content[:60]) and not any(
        columns.lower[k] in _NEGATIONS and columns.lower[k + 1] in w.LYING for k in answer.content[:-1][:60]
    )


def _negates(reported: Reported, answer: Told) -> bool:
    """Whether the answer's own subject is the speaker and its verb is negated: "I never ...", "it had not ..."."""
    columns = reported.page.columns
    inside = set(answer.content)
    for k in answer.content[:80]:
        if columns.lower[k] not in _NEGATIONS:
            continue
        verb = columns.head[k]
        if columns.tag[verb].startswith("VB") or columns.lemma[verb] == "be":
            subject = next((c for c in columns.children[verb] if columns.dep[c] in ("nsubj", "nsubjpass")), -1)
        else:
            subject = -1
        if subject in inside and columns.lower[subject] in ("i", "we", "he", "she", "they", "it"):
            return True
    return False


def _same_matter(reported: Reported, answer: Told, claim: Told) -> bool:
    return bool(_matter(reported, answer.content[:80]) & _matter(reported, claim.content))


def _matter(reported: Reported, tokens: list[int]) -> set[str]:
    """Lemmas of nouns and verbs among the tokens that carry a matter."""
    columns = reported.page.columns
    return {columns.lemma[k].lower() for k in tokens if columns.tag[k] in _CARRYING} - w.COMMON


_CARRYING = frozenset(("NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
