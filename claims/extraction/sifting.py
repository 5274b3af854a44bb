"""Which of the drafts to keep: no two for the same words, none whose content says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.drafts import Draft
from claims.extraction.lexicon_cues import ANAPHORIC_NOUNS, REBUTTING_VERBS, STANCE_VERBS
from claims.extraction.stances.words import CLAIMS, STORIES

SHORT = 5
_POINTERS = frozenset(("PRON", "DET"))
# "A figure", "a theory", "something": what stands in apposition for all that was said before it.
_FOR_CLAIMS = CLAIMS | {"allegation", "something", "rumour", "rumor", "prediction", "forecast", "warning", "view"}
_BREAKS = frozenset((",", "–", "—", "-", ";", "("))
_REACH = 10  # tokens from such a noun to the verb of its clause
_NAMELESS = frozenset("name identify quote cite".split())
_ASKING = frozenset("ask request want wish prefer insist demand decline refuse agree speak".split())


def without_rivals(drafts: Sequence[Draft], keep_inner: Callable[[Draft, Draft], bool]) -> list[Draft]:
    """Of two drafts that claim the same words the likelier one, unless `keep_inner(inner, outer)` nests them."""
    kept: list[Draft] = []
    holders: dict[int, list[Draft]] = {}  # token -> who claims it as content
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.cue, d.content)):
        shared = Counter(id(other) for token in draft.content for other in holders.get(token, ()))
        near = [other for other in kept if id(other) in shared]
        rivals = [o for o in near if _rivals(draft, o, shared[id(o)]) and not _nests(draft, o, keep_inner)]
        held = [o for o in rivals if _holds(draft, o)]
        if len(held) < len(rivals):
            continue
        kept = [o for o in kept if o not in held]  # the outer one tells more
        kept.append(draft)
        for token in draft.content:
            holders.setdefault(token, []).append(draft)
    return sorted(kept, key=lambda d: (d.cue or d.content, d.content))


def refusals_joined(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """ "Declined to say what had been offered" once: the refusal and its verb are one cue."""
    by_first = {draft.cue[0]: draft for draft in drafts if draft.cue and doc[draft.cue[0]].tag_ in ("TO", "VB")}
    joined: dict[int, Draft] = {}
    dropped: set[int] = set()
    for draft in drafts:
        if draft.cue_lemma not in ("decline", "refuse") or not draft.cue or not draft.content:
            continue
        to = draft.cue[-1] + 1
        if draft.content[0] != to or doc[to].lower_ != "to":
            continue
        inner = by_first.get(to) or by_first.get(to + 1)
        if inner is None or not set(draft.content).issuperset((*inner.cue, *inner.content)):
            continue
        cue = tuple(range(draft.cue[0], inner.cue[-1] + 1))
        joined[id(draft)] = replace(draft, cue=cue, content=inner.content)
        dropped.add(id(inner))
    return [joined.get(id(draft), draft) for draft in drafts if id(draft) not in dropped]


def says_nothing(doc: Doc, draft: Draft) -> bool:
    """A content that only points elsewhere ("denied it", "disputes that", "rejected the claim"), or none at all."""
    words = [doc[i] for i in draft.content if doc[i].is_alpha or doc[i].like_num]
    if _wants_no_name(words, draft):
        return True
    if not words or all(token.pos_ in _POINTERS for token in words):
        return True
    if draft.cue_lemma in ("tell", "give") and len(words) <= 3 and words[-1].lemma_.lower() in STORIES:
        return True  # "tell another story"
    if _dismisses_what_was_told(words, draft) or _points_back(doc, draft):
        return True
    if draft.cue_lemma not in STANCE_VERBS or len(words) > SHORT or any(t.pos_ in ("VERB", "AUX") for t in words):
        return False
    return _head(words, draft).lemma_.lower() in ANAPHORIC_NOUNS


def _dismisses_what_was_told(words: list[Token], draft: Draft) -> bool:
    """ "Dismissed her story as a fairy tale", "rubbished the claim as ...": what is dismissed was told before."""
    mark = next((n for n, word in enumerate(words) if word.lower_ == "as"), 0)
    if draft.cue_lemma not in _DISMISSING or not 0 < mark <= 3:
        return False
    return words[mark - 1].lemma_.lower() in ANAPHORIC_NOUNS


_DISMISSING = frozenset("dismiss reject rubbish deny dispute brush laugh denounce".split())


def _points_back(doc: Doc, draft: Draft) -> bool:
    """ "Disputes that, saying ...", "denied it in a post", "rejected that account", "denied any such talk"."""
    if draft.cue_lemma not in STANCE_VERBS:
        return False
    first = doc[draft.content[0]] if draft.content else None
    thing = next((c for i in draft.cue for c in doc[i].children if c.dep_ == "dobj" and c.i in draft.content), None)
    if first is None or any(doc[i].lower_ == "such" for i in draft.content[:4]):
        return first is not None
    if thing is None:
        return False
    if thing.lower_ in ("it", "this", "that", "them", "these", "those"):
        return True
    marks = {c.lower_ for c in thing.children if c.i < thing.i}
    owned = any(c.dep_ == "poss" for c in thing.children)
    said = thing.lemma_.lower() in ANAPHORIC_NOUNS
    clause = any(c.dep_ in ("acl", "ccomp") and any(m.lower_ == "that" for m in c.children) for c in thing.children)
    return not clause and (bool(marks & {"this", "that", "these", "those"}) or (owned and said))


def _wants_no_name(words: list[Token], draft: Draft) -> bool:
    """ "Who asked not to be named because ...": how somebody spoke, not what was said."""
    opening = words[:4]
    if draft.cue_lemma not in _ASKING or not opening:
        return False
    if opening[0].lower_ in ("anonymity", "anonymously"):
        return True
    passive = any(t.lower_ == "be" for t in opening)
    return opening[0].lower_ in ("not", "to") and passive and any(t.lemma_.lower() in _NAMELESS for t in opening)


def without_remark(doc: Doc, draft: Draft) -> Draft:
    """Leave out ", a figure the engineers dispute", ", a theory that police ruled out" at the end of indirect speech.

    Such a noun stands for all that was said before it, and somebody else, named between it and a verb, judges that:
    there the article speaks.
    """
    for i in draft.content[3:]:
        noun = doc[i]
        if noun.lemma_.lower() not in _FOR_CLAIMS or not _stands_for_the_clause(doc, i):
            continue
        begin = i if noun.lower_ == "something" else i - 1
        clause = _judging_clause(doc, i)
        if clause is None or doc[begin - 2 : begin].text.count("“") or begin - 1 not in draft.content:
            continue
        end = next(
            (k for k in range(clause + 1, len(doc)) if doc[k].text in (",", ";", ".") or doc[k].is_space), clause
        )
        rest = tuple(k for k in draft.content if not begin - 1 <= k < end)
        if len(rest) >= 3 and not any(begin <= k < end for k in (*draft.cue, *draft.source)):
            return replace(draft, content=rest)
    return draft


def _stands_for_the_clause(doc: Doc, i: int) -> bool:
    """Whether the noun at `i` opens an apposition: a comma or dash and "a" before it."""
    if doc[i].lower_ == "something":
        return i > 0 and doc[i - 1].text in _BREAKS
    return i > 1 and doc[i - 1].lower_ in ("a", "an") and doc[i - 2].text in _BREAKS


def _judging_clause(doc: Doc, noun: int) -> int | None:
    """The finite verb of a clause right behind the noun that has a named subject of its own."""
    start = noun + 1
    if start < len(doc) and doc[start].lower_ in ("that", "which"):
        start += 1
    if start >= len(doc) or doc[start].tag_ not in ("NNP", "NNPS", "NN", "NNS", "DT", "PRP$", "JJ"):
        return None
    seen = False
    for k in range(start, min(len(doc), start + _REACH)):
        token = doc[k]
        if token.text in _BREAKS or token.sent.start != doc[noun].sent.start or token.lower_ in ("of", "that", "to"):
            return None
        seen = seen or token.pos_ in ("NOUN", "PROPN")
        # A verb at the end of such a clause is often tagged as a noun: "a figure the engineers dispute".
        if seen and (token.pos_ == "VERB" or (token.dep_ == "relcl" and token.lemma_.lower() in STANCE_VERBS)):
            return k
    return None


def without_rebuttal(doc: Doc, draft: Draft) -> Draft:
    """Leave out a clause at the end that says who denies or has not confirmed it: the article speaks there."""
    cut: set[int] = set()
    for i in draft.content:
        token = doc[i]
        if token.lemma_.lower() not in REBUTTING_VERBS or token.pos_ != "VERB":
            continue
        clause = token
        while clause.dep_ == "xcomp" and clause.head.i in draft.content:
            clause = clause.head
        if clause.dep_ in ("advcl", "relcl", "conj") and _opens_against(clause) and clause.i > draft.content[0]:
            cut.update(t.i for t in clause.subtree)
    cut.update(_rejection_at_end(doc, draft))
    rest = tuple(i for i in draft.content if i not in cut)
    return replace(draft, content=rest) if cut and len(rest) >= 3 and not cut.intersection(draft.cue) else draft


def without_opening_stand(doc: Doc, draft: Draft) -> Draft:
    """Leave out "The president contradicts her:" before what he says: there the article speaks."""
    colon = next((k for k in draft.content[2:-3] if doc[k].text == ":"), None)
    if colon is None or any(doc[k].text in _QUOTES for k in range(draft.content[0], colon)):
        return draft
    opening = [doc[k] for k in draft.content if k < colon]
    verbs = [t for t in opening if t.tag_ in ("VBZ", "VBD", "VBP") and t.dep_ not in ("aux", "auxpass")]
    stands = [t for t in opening if t.lemma_.lower() in _CONTRADICTING]
    before = range(doc[draft.content[0]].sent.start, draft.content[0])
    if len(verbs) != 1 or verbs != stands or any(doc[k].pos_ in ("VERB", "AUX") for k in before):
        return draft
    return replace(draft, content=tuple(k for k in draft.content if k > colon))


_CONTRADICTING = STANCE_VERBS | frozenset("contradict disagree differ rebut counter object retort".split())
_QUOTES = frozenset(("“", "”", '"', "‘", "’"))


def _rejection_at_end(doc: Doc, draft: Draft) -> list[int]:
    """ "; Frey's lawyer rejects that" at the end of indirect speech: somebody else's stand, named after a semicolon."""
    mark = next((n for n in range(len(draft.content) - 1, 1, -1) if doc[draft.content[n]].text == ";"), 0)
    tail = [doc[i] for i in draft.content[mark + 1 :]] if mark else []
    verb = next((t for t in tail if t.lemma_.lower() in REBUTTING_VERBS and t.pos_ == "VERB"), None)
    if verb is None or len(tail) > _REACH or not any(c.dep_ in ("nsubj", "csubj") and c in tail for c in verb.children):
        return []
    pointing = any(c.lower_ in ("that", "this", "it") and c.dep_ == "dobj" for c in verb.children)
    return [t.i for t in tail] if pointing and tail[0].pos_ in ("NOUN", "PROPN", "DET") else []


def _opens_against(clause: Token) -> bool:
    first = clause.doc[clause.left_edge.i]
    before = clause.doc[first.i - 1] if first.i else first
    return first.lower_ in ("although", "though", "but", "while", "which") or before.lower_ in (
        "but",
        "although",
        "though",
    )


def only_no_answer(doc: Doc, draft: Draft) -> bool:
    """ "declined to comment", "would not discuss the email", "has yet to confirm the deal": a stand, but nothing said.

    With a question or clause behind it ("declined to say whether ...") it leaves that open, and stays.
    """
    around = {doc[i].lemma_.lower() for i in (*draft.cue, *draft.content[:3])}
    refusing = draft.cue_lemma in ("decline", "refuse") or any(doc[i].dep_ == "neg" for i in draft.cue)
    if refusing and around & _ANSWERING:
        return True
    yet = any(doc[i].lower_ == "yet" for i in draft.cue)
    asks = any(doc[i].lower_ in _QUESTIONS for i in draft.content)
    if not (refusing or yet) or asks or not around & _OPENING_UP or _told_a_clause(doc, draft):
        return False
    return not any(doc[i].pos_ in ("VERB", "AUX") and doc[i].lemma_.lower() not in _OPENING_UP for i in draft.content)


def _told_a_clause(doc: Doc, draft: Draft) -> bool:
    """ "Never told her that she was a suspect": a clause of its own, not what is refused ("to be drawn")."""
    return bool(draft.content) and doc[draft.content[0]].lower_ == "that" and len(draft.content) > 2


_ANSWERING = frozenset("comment respond reply answer elaborate".split())
_OPENING_UP = frozenset("discuss confirm verify draw be talk speak".split())
_QUESTIONS = frozenset("whether if when where who what why how which".split())


def _head(words: list[Token], draft: Draft) -> Token:
    inside = set(draft.content)
    return next((token for token in words if token.head.i not in inside and token.pos_ in ("NOUN", "PROPN")), words[-1])


def _rivals(one: Draft, other: Draft, shared: int) -> bool:
    return 2 * shared > min(len(one.content), len(other.content))


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether all of `inner`, its cue too, is part of what `outer` says."""
    content = set(outer.content)
    return bool(inner.cue) and content.issuperset(inner.cue) and content.issuperset(inner.content)


def _nests(one: Draft, other: Draft, keep_inner: Callable[[Draft, Draft], bool]) -> bool:
    inner, outer = (one, other) if len(one.content) < len(other.content) else (other, one)
    return bool(inner.cue) and inner.cue[0] in outer.content and keep_inner(inner, outer)
