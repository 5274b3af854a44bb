"""Speech that is marked by layout alone: `NAME: words` in transcripts, `Krogh: “words”` in running text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.bytree import draft_at
from claims.extraction.document import Prepared
from claims.extraction.drafts import Draft
from claims.extraction.turns import Turn, turn_at
from claims.extraction.types import Span

TRANSCRIPT = "layout: transcript"  # the rule of a turn
MINIMUM_WORDS = 3


def transcript_lines(doc: Doc, prepared: Prepared, turns: Sequence[Turn]) -> list[Draft]:
    """One draft per turn that says something: no questions, no thanks."""
    starts = _starts(doc) if turns else []
    drafts = []
    for turn in turns:
        if turn.asks:
            continue
        content = _tokens(doc, starts, turn.words)
        if _says_something([doc[i] for i in content]):
            source = tuple(_tokens(doc, starts, turn.label))
            drafts.append(Draft((), source, tuple(content), "", TRANSCRIPT, 0.95))
    return drafts


def told_in_questions(doc: Doc, prepared: Prepared, turns: Sequence[Turn], drafts: Sequence[Draft]) -> list[Draft]:
    """What a question tells of others' words: "Q: You said that ...", "The council says ...".

    A question itself is nobody's claim; its label is no part of a source in it. What the network overlooked is found
    by the parse.
    """
    asked = [turn for turn in turns if turn.asks]
    if not asked:
        return list(drafts)
    starts = _starts(doc)
    labels = {i for turn in asked for i in _tokens(doc, starts, turn.label)}
    words = {i for turn in asked for i in _tokens(doc, starts, turn.words)}
    kept = [_unlabelled(doc, prepared, draft, labels, words) for draft in drafts]
    found = [draft for draft in kept if draft is not None]
    cues = {i for draft in found for i in draft.cue}
    for i in sorted(words - cues):
        token = doc[i]
        if token.pos_ != "VERB" or not any(c.dep_ == "nsubj" and c.lower_ == "you" for c in token.children):
            continue
        told = draft_at(token, prepared) if any(c.dep_ == "ccomp" for c in token.children) else None
        if told is not None and told.source and not _asks_whether(token):
            found.append(replace(told, rule="layout: told in a question"))
    return found


def without_addressees(doc: Doc, prepared: Prepared, turns: Sequence[Turn], drafts: Sequence[Draft]) -> list[Draft]:
    """ "Mr. Dahl, the ministry claims that ...": whoever is called by name there is not the one who says it."""
    if not turns and not prepared.quotations:
        return list(drafts)
    return [_without_addressee(doc, prepared, turns, draft) for draft in drafts]


def _without_addressee(doc: Doc, prepared: Prepared, turns: Sequence[Turn], draft: Draft) -> Draft:
    source = draft.source
    comma = next((n for n, i in enumerate(source) if doc[i].text == ","), 0)
    if not 0 < comma < len(source) - 1 or not _is_spoken(doc[source[0]].idx, prepared, turns):
        return draft
    called, rest = [doc[i] for i in source[:comma]], [doc[i] for i in source[comma + 1 :]]
    named = all(t.tag_ in ("NNP", "NNPS") or t.lower_ in _CALLING or t.is_quote for t in called)
    after = doc[source[-1] + 1] if source[-1] + 1 < len(doc) else None
    apposed = any(t.text == "," for t in rest) or (after is not None and after.text in (",", "—", "–"))
    if not named or apposed or not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in rest):
        return draft
    return replace(draft, source=source[comma + 1 :])


_CALLING = frozenset(
    "minister senator chairman chair madam sir president doctor professor secretary and so now".split()
)


def _is_spoken(position: int, prepared: Prepared, turns: Sequence[Turn]) -> bool:
    if turn_at(turns, position) >= 0:
        return True
    n = bisect_right(prepared.quotations, position + 1, key=lambda q: q.start) - 1
    return n >= 0 and position < prepared.quotations[n].end


def is_asked(token: Token) -> bool:
    """Whether a verb is what a question asks: "Do you dispute that?", "Did the ministry say that ...?".

    Not what it takes for told: "Why did he say ...?" and "You said that ... Is that so?".
    """
    verb = token
    for _ in range(5):
        if verb.dep_ not in ("xcomp", "conj", "aux", "auxpass") or verb.head is verb:
            break
        verb = verb.head
    end = verb.sent[-1]
    while end.i > verb.i and (end.is_space or end.is_quote):
        end = end.nbor(-1)
    if end.text != "?":
        return False
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    helper = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb if verb.pos_ == "AUX" else None)
    if helper is None or not any(helper.i < subject.i for subject in subjects):
        return False  # the label before it may be taken for a subject too
    opens = [t for t in verb.subtree if t.i < helper.i and t.tag_ in ("WRB", "WP", "WDT", "WP$")]
    return not opens


def _asks_whether(verb: Token) -> bool:
    """ "Did you say that ...?" tells nothing."""
    return any(c.dep_ == "aux" and c.i < verb.left_edge.i + 1 and c.lower_ in ("did", "do") for c in verb.children)


def _unlabelled(doc: Doc, prepared: Prepared, draft: Draft, labels: set[int], words: set[int]) -> Draft | None:
    """A draft in a question without the label as its source; None where nobody else says it."""
    if not labels.intersection(draft.source) or not words.intersection(draft.content):
        return draft
    colons = {i for i in draft.source if doc[i].text == ":"}
    rest = tuple(i for i in draft.source if i not in labels and i not in colons)
    if rest:
        return replace(draft, source=rest)
    verb = next((doc[i] for i in draft.cue if doc[i].pos_ == "VERB"), None)
    told = draft_at(verb, prepared) if verb is not None else None
    if told is None or not told.source or labels.intersection(told.source):
        return None
    return told


def colon_quotations(doc: Doc, prepared: Prepared, taken: set[int]) -> list[Draft]:
    """Quotations after a colon that nobody has yet (`taken`: tokens that stand in some content)."""
    starts: list[int] = []
    drafts = []
    for quotation in prepared.quotations:
        before = prepared.shadow[max(0, quotation.start - 4) : max(0, quotation.start - 1)].rstrip()
        if not before.endswith(":"):
            continue
        starts = starts or _starts(doc)
        content = _tokens(doc, starts, Span(quotation.start, quotation.end))
        if len(content) < MINIMUM_WORDS or taken.intersection(content):
            continue
        colon = bisect_left(starts, prepared.shadow.rfind(":", 0, quotation.start))
        source = _named_before(doc, colon)
        if source:
            drafts.append(Draft((), tuple(source), tuple(content), ":", "layout: colon and quotation", 0.7))
    return drafts


def _starts(doc: Doc) -> list[int]:
    return [int(start) for start in doc.to_array("IDX")]


def _says_something(tokens: list[Token]) -> bool:
    words = [token for token in tokens if token.is_alpha or token.like_num]
    if len(words) < MINIMUM_WORDS or not any(token.dep_ in ("nsubj", "nsubjpass") for token in tokens):
        return False
    sentences = "".join(token.text_with_ws for token in tokens).strip()
    if sentences.endswith("?") and sentences.count("?") >= sentences.count("."):
        return False
    return not re.fullmatch(
        r"[^.]*\b(?:can.?t|cannot|won.?t|not going to|no)\b[^.]*\bcomment\b[^.]*\.?", sentences, re.I
    )


def _named_before(doc: Doc, colon: int) -> list[int]:
    """The tokens of the noun phrase that the words before a colon name, where they hold no clause of their own."""
    low = colon
    while low > 0 and not doc[low].is_sent_start and not doc[low - 1].is_space:
        low -= 1
    tokens = [doc[i] for i in range(low, colon)]
    nouns = [
        t
        for t in tokens
        if t.pos_ in ("PROPN", "NOUN", "PRON") and t.dep_ in ("ROOT", "nsubj", "attr", "npadvmod", "dep")
    ]
    verbs = [t for t in tokens if t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP")]
    if not nouns or verbs or len(tokens) > 14:
        return []
    head = nouns[-1] if nouns[-1].dep_ == "attr" else nouns[0]
    branch = [t.i for t in head.subtree if low <= t.i < colon]
    verbal = {t.i for c in head.children if c.dep_ in ("acl", "relcl", "advcl") for t in c.subtree}
    return [i for i in branch if i not in verbal]


def _tokens(doc: Doc, starts: Sequence[int], span: Span) -> list[int]:
    low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return [i for i in range(low, high) if not doc[i].is_space]
