"""Drafts put right by the parse: whose words they are, and which words belong to them.

The network cuts a name in two ("the broadcaster Kanal | 3 he stood by his words"), leaves a word alone that hangs on
nothing ("cracked | with"), or takes whoever somebody quotes for the speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.branches import phrase_under
from claims.extraction.drafts import Draft

WITHDRAWN = "correction note"  # the rule of what an outlet takes back
_EARLIER = frozenset("earlier previous original first initial older prior".split())
_OUR_TEXTS = frozenset("article story report page piece post blog headline text column item dispatch".split())
_CORRECTING = frozenset(
    "correction corrections corrected correct amended clarification clarified updated erratum".split()
)
_QUOTING = frozenset("quote cite echo reference invoke paraphrase repeat".split())
_LINKING = frozenset(("ADP", "CCONJ", "SCONJ", "DET", "PUNCT", "PART", "SPACE", "AUX"))
_OF_NAMES = frozenset(("nummod", "appos", "npadvmod", "nmod", "compound", "punct"))
_TELLING = frozenset("tell inform assure remind warn promise advise ask".split())
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def repaired(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with their sources and contents put right."""
    drafts = [_withdrawn(doc, draft) for draft in drafts]
    drafts = [_behind_colon(doc, draft) for draft in drafts]
    found = [_without_scraps(doc, _without_name_end(doc, _of_who_quotes(doc, draft))) for draft in drafts]
    return [draft for draft in found if draft.content]


def _withdrawn(doc: Doc, draft: Draft) -> Draft:
    """ "An earlier version of this article said that ...": the outlet takes it back."""
    words = [doc[i].lower_ for i in draft.source]
    if "version" not in words or not set(words) & _EARLIER:
        return draft
    at = words.index("version")
    own = len(words) > at + 3 and words[at + 1] == "of" and words[at + 2] in ("this", "the", "our")
    own = own and bool(set(words[at + 3 :]) & _OUR_TEXTS)
    alone = at == len(words) - 1 and _in_a_note(doc, draft)
    return replace(draft, rule=WITHDRAWN) if own or alone else draft


def _in_a_note(doc: Doc, draft: Draft) -> bool:
    """Whether a sentence of the same paragraph says that the text was corrected."""
    first = last = draft.source[0]
    while first > 0 and "\n" not in doc[first].text and draft.source[0] - first < 80:
        first -= 1
    while last + 1 < len(doc) and "\n" not in doc[last].text and last - draft.source[0] < 40:
        last += 1
    return any(doc[i].lower_ in _CORRECTING for i in range(first, last + 1))


def _behind_colon(doc: Doc, draft: Draft) -> Draft:
    """ "Vogt contradicts her: he wrote three times, he said.": what stands before the colon is the article's."""
    if len(draft.source) != 1 or not draft.content or not draft.cue or draft.cue[0] < draft.content[-1]:
        return draft
    who = doc[draft.source[0]]
    colon = next((n for n, i in enumerate(draft.content) if doc[i].text == ":"), 0)
    rest = draft.content[colon + 1 :]
    if who.tag_ != "PRP" or not colon or len(rest) < 3 or doc[rest[0]].lower_ != who.lower_:
        return draft
    return replace(draft, content=rest)


def _of_who_quotes(doc: Doc, draft: Draft) -> Draft:
    """ "Voss, quoting a report by the audit court, said: ...": Voss says it, not the court."""
    verb = next((doc[i] for i in draft.cue if doc[i].pos_ == "VERB" and doc[i].tag_ in ("VBD", "VBZ", "VBP")), None)
    if verb is None or not draft.source:
        return draft
    quoting = next((t for t in doc[max(verb.sent.start, verb.i - 20) : verb.i] if _quotes_in_passing(t)), None)
    if quoting is None or not quoting.i < draft.source[0] < verb.i or draft.source[-1] >= verb.i:
        return draft
    if doc[verb.i - 1].text != ",":
        return draft
    who = _subject_before(quoting, verb)
    return replace(draft, source=tuple(who)) if who else draft


def _quotes_in_passing(token: Token) -> bool:
    return token.tag_ == "VBG" and token.lemma_.lower() in _QUOTING and token.i > 0 and token.nbor(-1).text == ","


def _subject_before(quoting: Token, verb: Token) -> list[int]:
    """Whoever stands before the comma of "..., quoting ...,": the verb's subject, or the noun in front."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i < quoting.i), None)
    if subject is None:
        noun = quoting.nbor(-2) if quoting.i > 1 else quoting
        subject = noun if noun.pos_ in ("NOUN", "PROPN", "PRON") else None
        while subject is not None and subject.dep_ in ("compound", "appos") and subject.head.i < quoting.i:
            subject = subject.head
    return [i for i in phrase_under(subject) if i < quoting.i - 1] if subject is not None else []


def _without_name_end(doc: Doc, draft: Draft) -> Draft:
    """ "Told the broadcaster Kanal 3 he stood by it": the number belongs to the name of whom it was told."""
    content = list(draft.content)
    if draft.cue_lemma not in _TELLING or len(content) < 3 or not draft.cue or content[0] <= draft.cue[-1]:
        return draft
    clause = next((doc[i] for i in content if doc[i].dep_ == "ccomp" and doc[i].head.i in draft.cue), None)
    told = next((c for i in draft.cue for c in doc[i].children if c.dep_ in ("dobj", "dative")), None)
    start = content[0]
    if clause is not None and start < clause.left_edge.i and told is not None and told.i < clause.left_edge.i:
        inside = [i for i in content if i >= clause.left_edge.i]
        named = [i for i in content if i < clause.left_edge.i]
        plain = all(doc[i].pos_ in ("PROPN", "NUM", "NOUN", "ADJ", "DET") for i in named)
        if plain and clause.left_edge.lower_ != "that" and clause.tag_ != "VB":
            return replace(draft, content=tuple(inside))
    first = doc[start]
    belongs = first.dep_ in _OF_NAMES and first.head.i not in content and first.head.i == start - 1
    if (first.pos_ in ("NUM", "PROPN")) and (belongs or _number_of_a_name(doc, start)):
        return replace(draft, content=tuple(content[1:]))
    return draft


def _number_of_a_name(doc: Doc, i: int) -> bool:
    """ "Kanal 3 he stood by it", "Radio 5 that it was": a bare number between a name and a clause."""
    after = doc[i + 1] if i + 1 < len(doc) else None
    return (
        doc[i].like_num
        and i > 0
        and doc[i - 1].pos_ == "PROPN"
        and after is not None
        and (after.lower_ == "that" or after.tag_ in ("PRP", "DT", "PRP$", "EX"))
    )


def _without_scraps(doc: Doc, draft: Draft) -> Draft:
    """The content without pieces that only join ("with" between words of the article), at its end too."""
    runs: list[list[int]] = []
    for i in draft.content:
        if runs and all(doc[k].is_space or doc[k].is_punct for k in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    kept = [run for run in runs if any(doc[i].pos_ not in _LINKING for i in run)] or runs
    longest = max(kept, key=len, default=[])
    kept = [run for run in kept if run is longest or not _is_of_another_clause(doc, run, draft)]
    inside = {i for run in kept for i in run}
    last = kept[-1] if kept else []
    while len(last) > 2 and _hangs_on_outside(doc[last[-1]], inside):
        inside.discard(last.pop())
    content = tuple(i for i in draft.content if i in inside)
    return draft if len(content) == len(draft.content) else replace(draft, content=content)


def _is_of_another_clause(doc: Doc, run: list[int], draft: Draft) -> bool:
    """ "..., the union said, a day after it was taken | out of service with 312 on board": a phrase of other words."""
    inside = {*run, *draft.content, *draft.cue, *draft.source}
    tops = [doc[i] for i in run if doc[i].head.i not in run and not doc[i].is_punct]
    return bool(tops) and all(t.dep_ == "prep" and t.head.i not in inside for t in tops)


def _hangs_on_outside(token: Token, inside: set[int]) -> bool:
    """A preposition at the end whose noun is not there; "the house he lived in" has none."""
    objects = [c for c in token.children if c.dep_ in ("pobj", "pcomp")]
    return token.dep_ == "prep" and bool(objects) and all(c.i not in inside for c in objects)
