"""Attributions by rule: a reporting word from the lexicon, and what the parse hangs under it. Needs no learned file."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claims.extraction.branches import SUBJECTS, cue_of, phrase_under, subject_of, subtree
from claims.extraction.document import Prepared
from claims.extraction.drafts import Draft
from claims.extraction.lemmas import lemma_of
from claims.extraction.lexicon_cues import (
    ADDRESSED,
    HEARSAY_ADVERBS,
    HEARSAY_PASSIVES,
    INNER_SPEECH,
    REPORTING_NOUNS,
    REPORTING_VERBS,
)
from claims.extraction.nominals import SAID, noun_draft
from claims.extraction.phrasal import made_clear_draft, phrasal_draft

CONTENT_PREPOSITIONS = frozenset(("for", "of", "about", "on", "over", "against", "with"))
NAMING = frozenset("call brand dub label term deem pronounce".split())
SURE = frozenset("confident adamant certain sure convinced hopeful worried afraid optimistic doubtful".split())
HEARING = frozenset(("hear", "learn", "understand"))  # with "from": whoever it was heard from says it
_OBJECTS = ("ccomp", "xcomp", "dobj", "attr", "oprd")


def find_by_rule(doc: Doc, prepared: Prepared) -> list[Draft]:
    """All that the rules see in `doc`, verbs first, then `according to`, nouns and adverbs of hearsay."""
    found: list[Draft] = []
    for token in doc:
        draft = draft_at(token, prepared)
        if draft is not None and draft.content:
            found.append(draft)
    return found


def draft_at(token: Token, prepared: Prepared) -> Draft | None:
    """The attribution that has its cue at `token`, or None where the rules see none."""
    lemma = lemma_of(token)
    if token.pos_ == "VERB" and (phrasal := phrasal_draft(token, lemma)) is not None:
        return phrasal
    if lemma in HEARING and token.pos_ == "VERB" and (heard := _heard(token)) is not None:
        return heard
    if token.pos_ in ("VERB", "AUX") and (lemma in REPORTING_VERBS or lemma in INNER_SPEECH or lemma in NAMING):
        return draft_of_verb(token, prepared)
    if token.pos_ == "ADJ" and token.lower_ == "clear":
        return made_clear_draft(token)
    if lemma == "accord" or token.lower_ == "according":
        return _according(token)
    if token.lower_ in HEARSAY_ADVERBS and token.dep_ == "advmod":
        return adverb_draft(token)
    if token.pos_ == "ADJ" and lemma in SURE:
        return _sure(token)
    if token.pos_ == "NOUN" and lemma in REPORTING_NOUNS | SAID:
        return noun_draft(token, lemma)
    return None


def draft_of_verb(verb: Token, prepared: Prepared) -> Draft | None:
    """The attribution that a verb makes by the parse, whatever the verb; None without a source or something said."""
    lemma = lemma_of(verb)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    cue = cue_of(verb)
    source = agent_of(verb) if passive else subject_of(verb)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_.lower() == "quote":
        quoted = next((c for c in verb.head.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
        source = phrase_under(quoted, leaving=(verb.head,)) if quoted is not None else source
    content = _content(verb, prepared)
    if passive and source:
        told, by = told_after_agent(verb), agent_in_object(verb)
        content = sorted({*content, *subtree(told)}) if told is not None else content
        content = [i for i in content if by is None or i != by.i]
    if passive and not source:
        if lemma in HEARSAY_PASSIVES:
            return passive_draft(verb, prepared)
        if lemma not in ADDRESSED:
            return None
    hearsay = passive and not source
    if not content or (not source and not hearsay):
        return None
    taken = {*cue, *source}
    return Draft(
        tuple(cue),
        tuple(source),
        tuple(i for i in content if i not in taken),
        lemma,
        "tree: verb",
        0.6,
        hearsay=hearsay,
    )


def passive_draft(verb: Token, prepared: Prepared) -> Draft | None:
    """ "X is said to ...", "it is believed that ...": the subject is part of what is said."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    content = _content(verb, prepared)
    cue = cue_of(verb)
    if subject is not None and subject.lower_ != "it":
        content = sorted({*content, *phrase_under(subject)})
    content = [i for i in content if i not in cue]
    if not content:
        return None
    return Draft(tuple(cue), (), tuple(content), verb.lemma_.lower(), "tree: passive of hearsay", 0.6, hearsay=True)


def agent_of(verb: Token) -> list[int]:
    """The tokens of whom a passive is done by: "has been told by drivers"; none where nobody is named."""
    for child in verb.children:
        if child.dep_ == "agent":
            told = told_after_agent(verb)
            return [i for c in child.children for i in phrase_under(c, leaving=() if told is None else (told,))]
    by = agent_in_object(verb)
    return [i for child in by.children for i in phrase_under(child)] if by is not None else []


def told_after_agent(verb: Token) -> Token | None:
    """The clause of "was assured by a dispatcher that ...", where the parse hangs it under the one who told it."""
    agents = (c for child in verb.children if child.dep_ == "agent" for c in child.children)
    return next(
        (c for a in agents for c in a.children if c.dep_ in ("acl", "relcl", "ccomp") and _opens_with_that(c)),
        None,
    )


def agent_in_object(verb: Token) -> Token | None:
    """The "by" of "had been promised a reply by Oslo", where the parse hangs it under the thing promised."""
    if verb.lemma_.lower() not in ADDRESSED or not any(c.dep_ == "auxpass" for c in verb.children):
        return None
    things = (c for child in verb.children if child.dep_ == "dobj" for c in child.children)
    by = next((c for c in things if c.dep_ == "prep" and c.lower_ == "by"), None)
    somebody = by is not None and any(c.pos_ == "PROPN" or c.ent_type_ == "PERSON" for c in by.children)
    return by if somebody else None


def _content(verb: Token, prepared: Prepared) -> list[int]:
    for label in _OBJECTS:
        branches = [c for c in verb.children if c.dep_ == label]
        if branches:
            if label == "dobj" and (about := _warned_about(verb)) is not None:
                return subtree(about)
            if label == "dobj":  # "promised him money"
                branches = [*(c for c in verb.children if c.dep_ == "dative"), *branches]
                if lemma_names(verb):  # "called the pills “a miracle”"
                    branches.extend(c for c in verb.children if c.dep_ == "oprd")
            found = [i for branch in branches for i in subtree(branch)]
            return sorted({*found, *_quoted_beside(verb, prepared)})
    if verb.lemma_ == "ask" and (wish := next((c for c in verb.children if c.dep_ == "advcl" and _for(c)), None)):
        return subtree(wish)
    if verb.dep_ == "parataxis" or _is_inserted(verb):
        own = set(subtree(verb))
        return [i for i in subtree(verb.head) if i not in own]
    quoted = _quoted_beside(verb, prepared)
    if quoted:
        return quoted
    lemma = verb.lemma_.lower()
    preps = [
        c
        for c in verb.children
        if (c.dep_ == "prep" and c.lower_ in CONTENT_PREPOSITIONS)
        or (c.lower_ == "to" and lemma in ("agree", "refer", "confess", "commit", "object"))
    ]
    return [i for prep in preps or _behind_whom(verb) for i in subtree(prep)]


def _behind_whom(verb: Token) -> list[Token]:
    """ "Boasted to friends about the money": what it was about hangs on whom it was said to."""
    told = (t for c in verb.children if c.dep_ in ("prep", "dative") and c.lower_ == "to" for t in c.children)
    return [c for t in told for c in t.children if c.dep_ == "prep" and c.lower_ in ("about", "of")]


def _warned_about(verb: Token) -> Token | None:
    """ "Warned the firm about a frayed cable": what it was about, not whom."""
    if verb.lemma_ not in ("warn", "tell", "inform", "advise", "remind", "notify", "alert"):
        return None
    return next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("about", "of", "against")), None)


def lemma_names(verb: Token) -> bool:
    """Whether it is a verb of calling something something."""
    return verb.lemma_.lower() in NAMING


def _is_inserted(verb: Token) -> bool:
    """ "The deal, he said, is dead": parsed as a clause of what it brings, though a comma parts it off."""
    if verb.dep_ != "ccomp" or verb.i < verb.head.i or any(c.dep_ == "mark" for c in verb.children):
        return False
    edge = verb.left_edge.i
    return edge > 0 and verb.doc[edge - 1].is_punct


def _quoted_beside(verb: Token, prepared: Prepared) -> list[int]:
    sentence = verb.sent
    low, high = sentence.start_char, sentence.end_char
    around = [q for q in prepared.quotations if q.end > low and q.start < high and not q.start <= verb.idx < q.end]
    return [t.i for t in sentence if any(q.start <= t.idx < q.end for q in around) and t.i != verb.i]


def _according(token: Token) -> Draft | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    if to is None:
        return None
    source = [i for child in to.children if child.dep_ == "pobj" for i in phrase_under(child)]
    above = token.head if token.head is not token else to.head
    content = subtree(above, leaving=(token, to))
    if not source:
        return None
    return Draft((token.i, to.i), tuple(source), tuple(i for i in content if i not in source), "according to",
                 "tree: according to", 0.7)  # fmt: skip


def adverb_draft(token: Token) -> Draft:
    """ "reportedly": all of its clause; with a participle ("a coup allegedly supported by ...") its noun, too."""
    clause = token.head
    content = subtree(clause, leaving=(token,))
    if clause.dep_ == "acl" and clause.tag_ == "VBN":
        content = sorted({*content, *phrase_under(clause.head, leaving=(clause,))})
    return Draft((token.i,), (), tuple(content), token.lower_, "tree: hearsay adverb", 0.6, hearsay=True)


def _heard(verb: Token) -> Draft | None:
    """ "Had heard from two of them that ...": whoever it was heard from says it."""
    teller = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "from"), None)
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    source = [i for c in teller.children if c.dep_ == "pobj" for i in phrase_under(c)] if teller is not None else []
    if teller is None or clause is None or not source:
        return None
    cue = (*cue_of(verb), teller.i) if teller.i == verb.i + 1 else tuple(cue_of(verb))
    content = tuple(i for i in subtree(clause) if i not in source)
    return Draft(cue, tuple(source), content, verb.lemma_.lower(), "tree: heard from", 0.6)


def _sure(adjective: Token) -> Draft | None:
    """ "Was confident that the roof would hold"."""
    verb = adjective.head
    clause = next((c for c in adjective.children if c.dep_ == "ccomp" and c.i > adjective.i), None)
    if clause is None or adjective.dep_ != "acomp" or verb.lemma_ not in ("be", "remain", "feel"):
        return None
    source = subject_of(verb)
    if not source:
        return None
    cue = tuple(range(verb.i, adjective.i + 1)) if adjective.i - verb.i <= 3 else (adjective.i,)
    return Draft(cue, tuple(source), tuple(subtree(clause)), adjective.lower_, "tree: adjective", 0.5)


def _for(clause: Token) -> bool:
    """ "For the page to be cut"."""
    return any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.children)


def _opens_with_that(clause: Token) -> bool:
    return clause.doc[clause.left_edge.i].lower_ == "that"
