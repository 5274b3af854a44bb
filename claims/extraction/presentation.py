"""How the text puts each claim: asserted, hedged, hearsay, unconfirmed, denied. The later in that list wins.

An inner attribution takes over "unconfirmed" and "denied" from the outer one. "Stated" is for the article's own voice
and is given where those claims are made.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.casting.page import Page, page_of
from claims.extraction.stances.clauses import says_neither
from claims.extraction.stances.denials import calls_something
from claims.extraction.stances.unsettled import asks_only, says_it, withdraws
from claims.extraction.types import Attribution, Presentation, SpeakerKind, Stance
from claims.extraction.wording import words as w
from claims.extraction.wording.clauses import main_clauses

_RANK = {p: n for n, p in enumerate(Presentation)}
_NOT_CONDITIONS = frozenset("as even know knows see ask asked wonder say clear decide what sure tell".split())
_DENYING = frozenset((Stance.DENIES, Stance.REJECTS))
_OPEN = frozenset((Stance.NOT_CONFIRMED, Stance.DECLINED, Stance.NO_ANSWER))


def classify(doc: Doc, attributions: list[Attribution]) -> list[Attribution]:
    """Attributions with `presentation` filled, in the order given. Call after `positions.attach`."""
    page = page_of(doc)
    own = {a.id: _own(page, a) for a in attributions}
    parents = {a.id: a.parent for a in attributions}
    return [replace(a, presentation=_with_parents(a.id, own, parents)) for a in attributions]


def _with_parents(attribution: str, own: dict[str, Presentation], parents: dict[str, str | None]) -> Presentation:
    found = own[attribution]
    seen = {attribution}
    parent = parents.get(attribution)
    while parent is not None and parent in own and parent not in seen:
        seen.add(parent)
        if own[parent] in (Presentation.UNCONFIRMED, Presentation.DENIED) and _RANK[own[parent]] > _RANK[found]:
            found = own[parent]
        parent = parents.get(parent)
    return found


def _own(page: Page, a: Attribution) -> Presentation:
    """Presentation without regard to the outer attribution."""
    stances = {p.stance for p in a.positions}
    cue = page.tokens(a.cue)
    said = says_it(page, cue, page.tokens(a.content)) or _by_nobody(page, a)
    if stances & _DENYING or (_cue_denies(page, cue) and not said):
        return Presentation.DENIED
    unsettled = asks_only(page, cue, page.tokens(a.content)) or withdraws(page, cue)
    if stances & _OPEN or _cue_open(page, cue) or _marked_unconfirmed(page, a, cue) or unsettled:
        return Presentation.UNCONFIRMED
    if _hearsay(page, a, cue):
        return Presentation.HEARSAY
    content = page.tokens(a.content)
    if _cue_hedges(page, cue) or _content_hedges(page, a, cue, content):
        return Presentation.HEDGED
    return Presentation.ASSERTED


def _cue_words(page: Page, cue: list[int]) -> str:
    return " ".join(page.columns.lower[k] for k in cue)


def _says_not(page: Page, cue: list[int]) -> bool:
    return any(page.columns.lower[k] in ("not", "n't", "n’t", "never", "neither", "cannot") for k in cue)


def _cue_denies(page: Page, cue: list[int]) -> bool:
    columns = page.columns
    negated = _says_not(page, cue)
    if any(phrase in _cue_words(page, cue) for phrase in w.DENYING_PHRASES):
        return not negated
    for k in cue:
        if columns.lemma[k].lower() in w.DENYING_VERBS and columns.tag[k].startswith("VB"):
            return not negated and not says_neither(columns, k) and not calls_something(columns, k)
    return any(columns.lower[k] in ("denial", "denials") for k in cue)


def _by_nobody(page: Page, a: Attribution) -> bool:
    """ "Nobody denies that ...", "few dispute that ..."."""
    source = page.tokens(a.source)
    return bool(source) and page.columns.lower[source[0]] in ("nobody", "none", "neither", "few", "no")


def _cue_open(page: Page, cue: list[int]) -> bool:
    words = _cue_words(page, cue)
    return any(phrase in words for phrase in w.OPEN_PHRASES)


def _marked_unconfirmed(page: Page, a: Attribution, cue: list[int]) -> bool:
    """ "Unconfirmed reports", "Unconfirmed: ..." before nobody's claim."""
    if a.source or not cue:
        return False
    columns = page.columns
    return any(columns.lower[k] in ("unconfirmed", "unverified") for k in range(max(0, cue[0] - 8), cue[-1] + 1))


def _hearsay(page: Page, a: Attribution, cue: list[int]) -> bool:
    if a.source:
        return False
    columns = page.columns
    return a.presentation is Presentation.HEARSAY and (
        not cue
        or any(columns.lower[k] in w.HEARSAY_WORDS or columns.lemma[k].lower() in w.HEARSAY_WORDS for k in cue)
        or a.speaker is None
    )


def _cue_hedges(page: Page, cue: list[int]) -> bool:
    columns = page.columns
    if "rule out" in _cue_words(page, cue):
        return True  # "cannot rule out"; without "not" it is a denial and was seen before
    for k in cue:
        lemma, tag = columns.lemma[k].lower(), columns.tag[k]
        if lemma in ("deny", "dispute", "contest") and tag.startswith("VB") and _says_not(page, cue):
            return True  # "did not deny that": whoever only lets it stand has not said it
        if lemma == "see" and (len(cue) > 1 or tag not in ("VBZ", "VBP", "NNS")):
            continue  # only "sees profit of ..." is a forecast
        if tag.startswith("VB") and lemma in w.HEDGING_VERBS:
            return True
        if tag.startswith("NN") and (lemma in w.HEDGING_NOUNS or (len(cue) == 1 and lemma in w.HEDGING_VERBS)):
            return True
        if len(cue) <= 2 and (lemma in w.HEDGING_VERBS or columns.lower[k].removesuffix("s") in w.HEDGING_VERBS):
            return True
        if columns.lower[k] in w.HEDGING_ADJECTIVES | w.HEDGING_ADVERBS:
            return True
        if columns.lower[k] in w.POSSIBILITY and tag == "MD":
            return True
    return False


def _content_hedges(page: Page, a: Attribution, cue: list[int], content: list[int]) -> bool:
    """Whether the main clause of what is said stands under "may", "perhaps" or "if"."""
    columns = page.columns
    if not content:
        return False
    inside = set(content)
    for clause in main_clauses(page, content):
        if (
            columns.lemma[clause].lower() in w.OWN_DOUBT
            and not _is_negated(page, clause)
            and any(columns.lower[c] in ("i", "we") and columns.dep[c] == "nsubj" for c in columns.children[clause])
        ):
            return True
        for child in columns.children[clause]:
            low = columns.lower[child]
            if child not in inside:
                continue
            possible = columns.dep[child] == "aux" and low in w.POSSIBILITY
            if possible and not _ability(page, a, clause, low) and not (low == "could" and _is_negated(page, clause)):
                return True
            if columns.dep[child] == "advmod" and low in w.HEDGING_ADVERBS:
                return True
            if columns.dep[child] in ("advcl", "ccomp", "prep") and _condition(page, child, inside):
                return True
            if columns.dep[child] in ("acomp", "attr") and low in ("likely", "unlikely", "possible", "probable"):
                return True
    return _opens_with_condition(page, content)


def _is_negated(page: Page, clause: int) -> bool:
    """ "Could not", "we did not believe it", "nothing could"."""
    columns = page.columns
    return any(
        columns.dep[c] == "neg"
        or (columns.dep[c] in ("nsubj", "nsubjpass") and columns.lower[c] in ("nothing", "nobody"))
        for c in columns.children[clause]
    )


def _ability(page: Page, a: Attribution, verb: int, modal: str) -> bool:
    """ "He claimed he could end the war": what somebody is able to do, not what is possible."""
    if modal != "could":
        return False
    columns = page.columns
    subject = next((c for c in columns.children[verb] if columns.dep[c] in ("nsubj", "nsubjpass")), -1)
    own = {"he", "she", "they", "we", "i"}
    named = a.speaker is not None and a.speaker.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
    return subject >= 0 and columns.dep[subject] == "nsubj" and columns.lower[subject] in own and named


def _condition(page: Page, clause: int, inside: set[int]) -> bool:
    columns = page.columns
    if columns.lower[clause] in ("unless", "provided", "assuming"):
        return True
    for c in columns.children[clause]:
        if columns.dep[c] == "mark" and columns.lower[c] in w.CONDITIONS and c in inside:
            # "as if", "even if", "whether"
            return not (c and columns.lower[c - 1] in ("as", "even", "see", "know", "ask"))
    return False


def _opens_with_condition(page: Page, content: list[int]) -> bool:
    """ "If there is no deal, ..." also where the parser lost the clause."""
    columns = page.columns
    first = next((k for k in content if columns.word[k][:1].isalnum()), -1)
    if first >= 0 and columns.lower[first] == "that":
        first = next((k for k in content if k > first and columns.word[k][:1].isalnum()), -1)
    if first >= 0 and columns.lower[first : first + 2] == ["if", "i"] and columns.tag[first + 2 :][:1] == ["MD"]:
        return False  # "If I may."
    if first >= 0 and columns.lower[first] in ("if", "unless", "maybe", "perhaps", "possibly") and len(content) > 3:
        return True
    sentence = page.sentence[content[0]]
    future = any(columns.lower[k] in ("will", "would", "’ll", "'ll") for k in content if page.sentence[k] == sentence)
    return future and any(
        columns.lower[k] == "if" and columns.lower[k - 1] not in _NOT_CONDITIONS
        for k in content[1:]
        if page.sentence[k] == sentence
    )
