"""Nouns that bring somebody's words: "claims online that ...", "a report in the Courier that ...", "word is that ...".

The parse hangs such a clause under the nearest noun ("media" in "claims on social media that ..."), so the clause is
looked for by place: after the noun, its phrases with "in", "by" or "from", and perhaps "is".
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.branches import cue_of, opens_clause, subject_of, subtree
from claims.extraction.drafts import Draft

# Nouns that mean something said. With "that" behind them they bring it.
SAID = frozenset(
    """
    accusation allegation assertion assurance claim complaint gossip remark report rumor rumour speculation suggestion
    talk warning word chatter whisper
    """.split()
)
_GIVING = frozenset("give make issue offer receive repeat voice express".split())
_RUMOURS = frozenset("talk rumour rumor speculation gossip whisper".split())
_FAR = 9  # tokens between the noun and "that"
_BETWEEN = frozenset(("NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "PART", "ADV", "SPACE"))
_JOINING = frozenset(("be", "have", "go"))
_TELLERS = frozenset(("by", "from"))


def is_said(noun: Token) -> bool:
    """Whether the noun means something said; "talks" are held, "talk" is said."""
    return noun.lemma_.lower() in SAID and noun.lower_ != "talks"


def clause_after(noun: Token) -> Token | None:
    """The "that" behind a noun for something said, past phrases that say where or by whom; None where there is none."""
    doc = noun.doc
    joined = False
    if noun.lower_ == "talks":
        return None
    for k in range(noun.i + 1, min(len(doc), noun.i + _FAR + 1)):
        token = doc[k]
        if token.lower_ == "that" and _joins(token):
            return token if token.head.i > k and (k == noun.i + 1 or joined or _prepositional(noun, k)) else None
        if token.lower_ == "that" and token.tag_ == "WDT" and _told_by(noun, token):
            return token
        if token.lemma_ in _JOINING and token.pos_ in ("VERB", "AUX") and not joined:
            joined = True
        elif token.lower_ == "it" and joined and doc[k - 1].lemma_ == "have":
            continue  # "rumour has it that"
        elif token.text == "," and k == noun.i + 1:
            that = _after_maker(doc, k + 1)
            return that if that is not None and _joins(that) else None
        elif token.pos_ not in _BETWEEN or token.is_sent_start or "\n" in token.text:
            return None
    return None


def _after_maker(doc: Doc, k: int) -> Token | None:
    """The "that" at `k`, or behind "made by the watchdog,"."""
    if k + 3 < len(doc) and doc[k].tag_ == "VBN" and doc[k + 1].lower_ == "by":
        comma = next((i for i in range(k + 2, min(len(doc) - 1, k + _FAR)) if doc[i].text == ","), None)
        k = comma + 1 if comma is not None else k
    return doc[k] if k < len(doc) and doc[k].lower_ == "that" else None


def _told_by(noun: Token, that: Token) -> bool:
    """ "The allegation by the union that she had lied": a clause of its own, though parsed as one about the union."""
    by = noun.doc[noun.i + 1]
    return by.lower_ == "by" and by.i < that.i and any(c.dep_ == "nsubj" for c in that.head.children)


def _joins(that: Token) -> bool:
    return that.dep_ == "mark" or (that.tag_ == "IN" and that.head.i > that.i)


def _prepositional(noun: Token, end: int) -> bool:
    """Whether what stands between noun and "that" says where, when or by whom."""
    return noun.doc[noun.i + 1].pos_ in ("ADP", "ADV") or all(t.pos_ == "SPACE" for t in noun.doc[noun.i + 1 : end])


def content_of(that: Token) -> list[int]:
    """Tokens from "that" to the end of its clause."""
    return sorted(t.i for t in that.head.subtree if t.i >= that.i)


def teller_of(noun: Token, that: Token) -> list[int]:
    """Tokens of who said it: "a remark by Luna that ...", "a report in the Courier that ..."."""
    doc = noun.doc
    first = noun.i + 1
    if doc[first].text == "," and first + 2 < that.i and doc[first + 1].tag_ == "VBN" and doc[first + 2].lower_ == "by":
        return [t.i for t in doc[first + 3 : that.i] if not t.is_space and not t.is_punct]
    if first >= that.i or doc[first].pos_ != "ADP":
        return []
    named = [t.i for t in doc[first + 1 : that.i] if not t.is_space]
    if doc[first].lower_ in _TELLERS:
        return named
    outlet = doc[first].lower_ == "in" and named and doc[named[-1]].pos_ == "PROPN"
    return named if outlet and noun.lemma_.lower() == "report" else []


def with_noun_alone(doc: Doc, draft: Draft) -> Draft:
    """ "Claims on local radio that ...", "a complaint by Dr Moss that ...": the noun is the cue, the clause is said."""
    nouns = [i for i in draft.cue if doc[i].pos_ in ("NOUN", "PROPN") and is_said(doc[i])]
    if not nouns or (draft.source and draft.source[0] < nouns[0] and not _looks_into(doc, draft, nouns[0])):
        return draft
    own = noun_draft(doc[nouns[-1]], doc[nouns[-1]].lemma_.lower())
    if own is None or not set(own.content) & set(draft.content) or own.content[0] <= nouns[-1] + 1:
        return draft
    return replace(own, confidence=draft.confidence)


_LOOKING_INTO = frozenset("examine investigate probe study check verify assess review weigh consider".split())


def _looks_into(doc: Doc, draft: Draft, noun: int) -> bool:
    """ "Police are examining a claim by a former guard that ...": the police say nothing."""
    return any(doc[i].lemma_.lower() in _LOOKING_INTO for i in draft.cue if i < noun)


def without_dismisser(doc: Doc, draft: Draft) -> Draft:
    """ "The chairman dismissed suggestions that ...", "would not comment on reports that ...": the chairman answers
    them, and nobody is named for them."""
    noun = doc[draft.cue[-1]] if draft.cue else None
    if noun is None or noun.pos_ != "NOUN" or not is_said(noun) or not draft.source:
        return draft
    verb = noun
    for _ in range(4):
        verb = verb.head
        if verb.pos_ == "VERB":
            break
    if verb.lemma_ not in _ANSWERING or not draft.source[-1] < verb.i < noun.i:
        return draft
    return replace(draft, cue=(noun.i,), source=(), cue_lemma=noun.lemma_.lower(), hearsay=True)


_ANSWERING = frozenset(
    """
    deny dismiss reject dispute rebut refute take brush laugh play shrug downplay quash scotch comment respond react
    """.split()
)


def noun_draft(noun: Token, lemma: str) -> Draft | None:
    """The attribution that a noun makes: "his claim that ...", "reports in two papers that ...", "talk of a merger"."""
    clause = next((c for c in noun.children if c.dep_ in ("acl", "relcl", "ccomp") and opens_clause(c)), None)
    if noun.lower_ == "talks":
        return None
    if clause is not None and noun.doc[noun.i + 1].text == "," and clause_after(noun) is not None:
        clause = None  # "the suggestion, made by the watchdog, that ...": who made it stands between
    if clause is None and noun.dep_ == "dobj" and noun.head.lemma_.lower() in _GIVING:
        clause = next((c for c in noun.head.children if c.dep_ == "ccomp" and c.i > noun.i), None)
    owner = [i for c in noun.children if c.dep_ == "poss" for i in subtree(c) if c.doc[i].tag_ != "POS"]
    if clause is None:
        that = clause_after(noun)
        if that is None:
            return _rumoured_thing(noun, lemma, owner)
        owner = owner or teller_of(noun, that)
        told = tuple(content_of(that))
        return Draft((noun.i,), tuple(owner), told, lemma, "place: noun", 0.4, hearsay=not owner)
    content = subtree(clause)
    owner = owner or teller_of(noun, clause.doc[content[0]])
    giving = noun.head
    if not owner and noun.dep_ == "dobj" and giving.lemma_.lower() in _GIVING and (giver := subject_of(giving)):
        cue = [*cue_of(giving), noun.i] if noun.i == giving.i + 1 else [noun.i]
        return Draft(tuple(cue), tuple(giver), tuple(i for i in content if i not in giver), lemma, "tree: noun", 0.5)
    return Draft((noun.i,), tuple(owner), tuple(content), lemma, "tree: noun", 0.4, hearsay=not owner)


def _rumoured_thing(noun: Token, lemma: str, owner: list[int]) -> Draft | None:
    """ "Talk of a merger", "rumours of a rift": a thing instead of a clause."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == noun.i + 1), None)
    if of is None or lemma not in _RUMOURS:
        return None
    return Draft((noun.i,), tuple(owner), tuple(subtree(of)), lemma, "tree: noun", 0.4, hearsay=not owner)
