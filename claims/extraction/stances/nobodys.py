"""Words that look like a stand and are nobody's: what a question asks, and shares of people in a poll."""

from __future__ import annotations

from claims.extraction.casting.page import Page
from claims.extraction.stances.clauses import controller
from claims.extraction.stances.stand import Stand

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
_SHARES = frozenset(("percent", "per", "cent", "%", "percentage", "pc"))
_PARTS = frozenset("half third thirds quarter quarters fifth fifths majority minority plurality".split())
_COUNTED = frozenset("voters respondents adults people those americans britons surveyed polled".split())
_ASKED = frozenset(
    ("do", "does", "did", "have", "has", "had", "is", "are", "was", "were", "will", "would", "can", "could")
)


def takes_none(page: Page, stand: Stand) -> bool:
    """Whether nobody takes the stand: "Do you dispute that?", "21 percent disagree"."""
    return is_asked(page, stand.verb) or _is_a_share(page, stand)


def is_asked(page: Page, verb: int) -> bool:
    """Whether a question asks for the verb: a helper stands before its subject, and the sentence ends in "?"."""
    columns = page.columns
    verb = controller(columns, verb)
    end = verb
    while end + 1 < len(page) and page.sentence[end + 1] == page.sentence[verb] and end < verb + 80:
        end += 1
    if "?" not in columns.word[max(verb, end - 3) : end + 1]:
        return False
    subjects = [c for c in columns.children[verb] if columns.dep[c] in _SUBJECTS]
    helpers = [c for c in columns.children[verb] if columns.dep[c] in ("aux", "auxpass") and columns.lower[c] in _ASKED]
    if columns.lemma[verb] == "be":
        helpers.append(verb)
    return any(helper < subject for helper in helpers for subject in subjects)


def _is_a_share(page: Page, stand: Stand) -> bool:
    """ "21 percent", "one in three voters", "a majority of respondents": counted in a poll, no party."""
    low = [page.columns.lower[k] for k in stand.party]
    if not low:
        return False
    if low[-1] in _SHARES or low[-1] in _PARTS or any(w in _SHARES for w in low[:4]):
        return True
    of_people = any(w in _COUNTED for w in low)
    return of_people and (bool(set(low) & _PARTS) or " in " in f" {' '.join(low)} ")
