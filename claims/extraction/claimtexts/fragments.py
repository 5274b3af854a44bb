"""Words that answer and say nothing by themselves: "I don't", "That is not true", "I never said that", "If I may".

They are stands on what was said before (`stances/`), and no claims.
"""

from __future__ import annotations

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.proposition import Proposition
from claims.extraction.stances.words import ASSURED, FALSE

_PRONOUNS = frozenset("i we you he she it they that this these those me us him her them one there who what".split())
_HELPERS = frozenset(
    """
    do does did is am are was were be been being have has had will would can could may might must shall should ca wo
    'm 's 're 've 'd 'll ’m ’s ’re ’ve ’d ’ll
    """.split()
)
_SMALL = frozenset(
    """
    not n't n’t never so too either neither nor at all ever if yes yeah no nope well oh of course indeed and but
    just simply again still really certainly already maybe perhaps please then now
    """.split()
)
_NOTHING = _PRONOUNS | _HELPERS | _SMALL
# What somebody answers with, where only a pronoun goes with it: "I did not say that", "I agree", "we deny it".
_ANSWERING = frozenset(
    """
    say think know deny dispute accept agree disagree recall remember mean claim tell believe guess suppose confirm see
    understand hope doubt do admit concede reject regret
    """.split()
)
_WEIGHING = frozenset(
    """
    a an the absolutely quite completely utterly entirely totally plain pure categorically manifestly very right correct
    case absolute complete total utter exactly precisely partly simply wholly
    """.split()
)
_POINTING = frozenset(("that", "this", "it", "they", "these", "those"))


def is_answer(columns: Columns, tokens: list[int]) -> bool:
    """Whether a whole content is no more than a yes or no: "No,", "Absolutely not"."""
    words = [columns.lower[t] for t in tokens if columns.word[t][0].isalnum() or columns.lower[t] in _NOTHING]
    return bool(words) and all(word in _SMALL | _WEIGHING for word in words)


def is_fragment(columns: Columns, proposition: Proposition) -> bool:
    """Whether a proposition is such an answer. What is kept with who said it is none."""
    draft = proposition.draft
    tokens = [
        t
        for t in draft.order
        if draft.replaced.get(t) != "" and (columns.word[t][0].isalnum() or columns.lower[t] in _NOTHING)
    ]
    if draft.lead or not tokens:
        return False
    rest = [t for t in tokens if columns.lower[t] not in _NOTHING]
    if not rest:
        return True
    subject = columns.subject(proposition.root)
    if subject is None or columns.lower[subject] not in _PRONOUNS or columns.tag[subject] == "WP":
        return False
    if rest == [proposition.root]:
        return columns.lemma[rest[0]].lower() in _ANSWERING
    if columns.lower[subject] in _POINTING and columns.lemma[proposition.root] in ("be", "'s", "’s"):
        return all(columns.lower[t] in FALSE | ASSURED | _WEIGHING for t in rest)
    return _is_cut_short(columns, proposition.root)


def _is_cut_short(columns: Columns, root: int) -> bool:
    """ "He did, on 12 May", "they will next year": a helper without the verb it helps."""
    if columns.tag[root] == "MD":
        return True
    brings = {columns.dep[c] for c in columns.children[root]}
    return columns.lower[root] in ("do", "does", "did") and not brings & {"dobj", "ccomp", "xcomp", "acomp", "attr"}
