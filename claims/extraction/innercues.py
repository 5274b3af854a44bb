"""Which words inside somebody's words bring the words of somebody else.

A verb of saying, thinking or promising with a subject of its own and something that it brings. Only what is told as
having been said counts: not what would be said, may be asked, is said by "anybody", or what a thing is for ("a way to
maintain ...").
"""

from __future__ import annotations

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Token

from claims.extraction.branches import SUBJECTS, own_subject
from claims.extraction.bytree import HEARING, NAMING, SURE, agent_in_object, told_after_agent
from claims.extraction.lemmas import WRONG, lemma_of
from claims.extraction.lexicon_cues import (
    ADDRESSED,
    INNER_NOUNS,
    INNER_SHOWING,
    INNER_SPEECH,
    INNER_THOUGHT,
    INNER_WITH_THINGS,
)
from claims.extraction.phrasal import made_clear, second_part

_PHRASAL = frozenset(("describe", "let", "put"))  # no cues without their second part; "accused the firm" is one
# How somebody's very words came out; they count with those words in quotation marks, or with a clause.
_VOICED = frozenset(
    "yell chant cry exclaim call mutter mumble murmur roar bark bellow sob sigh snap text email post".split()
)
# "Boasted of having paid nobody", "hinted at a sale"
_OF_DEEDS = frozenset("boast brag complain warn speak".split())
LEMMAS = np.array(
    sorted(
        get_string_id(w)
        for w in INNER_SPEECH
        | INNER_THOUGHT
        | INNER_SHOWING
        | INNER_NOUNS
        | ADDRESSED
        | HEARING
        | _VOICED
        | _OF_DEEDS
        | NAMING
        | SURE
        | WRONG
        | _PHRASAL
        | {"think", "accord", "clear"}
    ),
    dtype=np.uint64,
)
_CLAUSE = frozenset(("ccomp",))
_CLAUSES = frozenset(("ccomp", "xcomp"))
_THINGS = frozenset(("dobj", "prep", "oprd", "prt"))
_OWN_VOICE = frozenset(("i", "we", "you"))
_ANYBODY = frozenset(
    "anybody anyone everybody everyone somebody someone nobody one people them those folks who whoever".split()
)
_MODALS = frozenset("will would ’ll 'll ’d 'd can could may might must should shall wo ca".split())
# Verbs whose "to say" was said, or withheld.
_BEFORE_INFINITIVE = frozenset("decline refuse use begin start continue go fail want try".split())
_CALLING = frozenset("phone ring telephone email write text message".split())  # "phoned to say that ..."
_CONDITIONS = frozenset("if unless until before whenever whether".split())


def is_inner_cue(token: Token) -> bool:
    """Does `token`, inside a content, look like the cue of somebody else's words?"""
    lemma = lemma_of(token)
    if token.pos_ == "NOUN":
        return lemma in INNER_NOUNS
    if token.lower_ == "according":
        return True
    if token.pos_ == "ADJ" and token.lower_ == "clear":
        return made_clear(token) is not None
    if token.pos_ == "ADJ":
        return lemma in SURE and _is_sure(token)
    if token.pos_ != "VERB":
        return False
    brings = {child.dep_ for child in token.children}
    subject = _subject(token)
    if lemma in ADDRESSED and "auxpass" in brings:
        addressed = "ccomp" in brings or {"agent", "dobj"} <= brings
        return addressed or told_after_agent(token) is not None or agent_in_object(token) is not None
    if lemma in HEARING:
        return bool(_CLAUSE & brings) and any(c.dep_ == "prep" and c.lower_ == "from" for c in token.children)
    if subject is not None and subject.lower_ in _OWN_VOICE and lemma in ("say", "tell", "promise", "warn"):
        things = lemma == "promise" and bool(_THINGS & brings)
        told = lemma == "tell" and "xcomp" in brings  # "I have told them to keep their phones on"
        return _is_past(token) and (bool(_CLAUSE & brings) or things or told) and not _negated(token)
    if subject is not None and subject.lower_ == "i" and lemma == "ask":
        return _is_past(token) and not _negated(token) and _quotes(token)
    if lemma == "say" and token.tag_ == "VBG" and token.dep_ == "pcomp" and _quoted_as(token):
        return bool(_CLAUSE & brings)  # "quotes a secretary as saying that ..."
    if subject is None or subject.lower_ in _OWN_VOICE or not _told(token, subject):
        return False
    if lemma == "ask" and not _CLAUSE & brings and not _quotes(token):
        # "asked to do so" tells nothing; "asked her bookkeeper to backdate invoices", "asked for it to be cut" do
        somebody = "xcomp" in brings and bool({"dobj", "dative"} & brings)
        return _is_past(token) and (somebody or _asks_for(token))
    if lemma in _PHRASAL:
        return second_part(token, lemma) is not None
    if lemma in NAMING and "oprd" in brings and "dobj" in brings:
        return lemma == "call" or _names_in_quotes(token)
    if lemma == "report" and brings & {"dobj", "xcomp"} and subject.pos_ != "PRON":
        return _is_past(token)
    if lemma in _VOICED and lemma not in INNER_SPEECH:
        return _quotes(token)
    if lemma in _OF_DEEDS and _tells_of_doing(token):
        return True
    if lemma == "warn" and not brings & _CLAUSES and not _quotes(token) and not _says_of_what(token):
        return False
    if lemma in INNER_SPEECH:
        return bool(brings & _CLAUSES) or _quotes(token) or (lemma in INNER_WITH_THINGS and bool(brings & _THINGS))
    if lemma == "hope" and subject.pos_ == "PRON" and "ccomp" not in brings:
        return False  # "he hopes to finish": his own plan
    if lemma in INNER_THOUGHT:
        return bool(brings & _CLAUSES) and (lemma != "know" or not _negated(token))
    return lemma in INNER_SHOWING and bool(brings & _CLAUSES) and subject.pos_ != "PRON"


def is_own_thought(verb: Token) -> bool:
    """ "I think they knew by Easter": in a transcript, where each turn is outer speech already."""
    if lemma_of(verb) not in _OWN_THOUGHT or verb.tag_ not in ("VBP", "VBD") or _negated(verb):
        return False
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    return subject is not None and subject.lower_ in ("i", "we") and any(c.dep_ == "ccomp" for c in verb.children)


_OWN_THOUGHT = frozenset("think believe hope fear suspect expect".split())


def _says_of_what(verb: Token) -> bool:
    """ "Warned of a leak", "warned the firm about it"; not "warned the company in writing"."""
    return any(c.dep_ == "prep" and c.lower_ in ("of", "about", "against", "over") for c in _with_object(verb))


def _with_object(verb: Token) -> list[Token]:
    things = [c for c in verb.children if c.dep_ == "dobj"]
    return [*verb.children, *(c for thing in things for c in thing.children)]


def _asks_for(verb: Token) -> bool:
    """ "Asked for the line to be removed"."""
    clauses = (c for c in verb.children if c.dep_ in ("advcl", "ccomp") and c.i > verb.i)
    return any(m.dep_ == "mark" and m.lower_ == "for" for c in clauses for m in c.children)


def _is_sure(adjective: Token) -> bool:
    """ "The owner was confident that ...": somebody named by a noun, and a clause with "that"."""
    subject = own_subject(adjective.head)
    if subject is None or subject.pos_ == "PRON" or not _told(adjective.head, subject) or _negated(adjective.head):
        return False
    return any(c.dep_ == "ccomp" and any(m.lower_ == "that" for m in c.children) for c in adjective.children)


def _tells_of_doing(verb: Token) -> bool:
    """ "Boasted of having paid nobody", "complained about being searched", "boasted to friends about the money"."""
    preps = [c for c in verb.children if c.dep_ == "prep"]
    preps += [c for prep in preps if prep.lower_ == "to" for told in prep.children for c in told.children]
    named = verb.lemma_.lower() in ("boast", "brag", "complain")
    about = (prep for prep in preps if prep.dep_ == "prep" and prep.lower_ in ("of", "about"))
    return any(c.dep_ == "pcomp" or (named and c.dep_ == "pobj") for prep in about for c in prep.children)


def _names_in_quotes(verb: Token) -> bool:
    """ "Called the pills “a miracle”": the name is in quotation marks, so that it is somebody's word."""
    name = next(c for c in verb.children if c.dep_ == "oprd")
    return any(t.is_quote for t in verb.doc[verb.i + 1 : name.i + 1])


def _told(verb: Token, subject: Token) -> bool:
    """Is it told as having happened, or happening?"""
    if subject.lower_ in _ANYBODY:
        return False
    if any(c.dep_ == "aux" and c.lower_ in _MODALS for c in verb.children):
        return False
    if any(c.dep_ in ("mark", "advmod") and c.lower_ in _CONDITIONS for c in verb.children):
        return False
    if verb.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return True
    # "to warn": what a noun is for, or what somebody is to do.
    if any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    above = verb.head.lemma_.lower()
    if above in _CALLING:
        return verb.dep_ in ("xcomp", "advcl")
    return verb.dep_ == "xcomp" and above in _BEFORE_INFINITIVE


def _is_past(verb: Token) -> bool:
    had = any(c.lemma_ == "have" or c.lower_ in ("'d", "’d", "'ve", "’ve") for c in verb.children if c.dep_ == "aux")
    return verb.tag_ == "VBD" or (verb.tag_ in ("VBN", "VBG") and had)


def _quoted_as(verb: Token) -> bool:
    """ "Quotes a secretary as saying that ..."."""
    return verb.head.lower_ == "as" and verb.head.head.lemma_.lower() == "quote"


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _quotes(verb: Token) -> bool:
    """Does a quotation stand right behind it, or a mark that opens one?"""
    return any(t.is_quote or t.lower_ == ":" for t in verb.doc[verb.i + 1 : verb.i + 5])


def _subject(verb: Token) -> Token | None:
    """Who does it: the verb's own subject, one shared with the clause above, or the noun that the verb describes."""
    node = verb
    for _ in range(3):
        if (child := own_subject(node)) is not None:
            return child
        if node.head is node or node.dep_ not in ("conj", "acl", "relcl", "advcl", "xcomp"):
            return None
        if node.dep_ in ("acl", "relcl"):
            return node.head
        node = node.head
    return None
