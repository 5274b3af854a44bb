"""Headlines with who says it at the end: "LANDLORD 'TOOK OUR WIN', FUME REGULARS", "Bridge cracked, inspector says".

The parser takes the inverted ones for anything but speech. A comma, a verb of saying and a few words for somebody are
enough to tell, in a line without a full stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.drafts import Draft

_VERBS = frozenset(
    """
    say claim sob fume warn insist admit reveal blast rage moan weep rant vow tell report allege argue believe fear hope
    suggest show find storm urge declare confirm boast joke recall confess complain think
    """.split()
)
_FORMS = {f"{verb}{ending}": verb for verb in _VERBS for ending in ("", "s")}
_ENDS = frozenset(("–", "—", "-", ";", "|"))
_CLOSING = frozenset(("as", "after", "while", "amid", "who", "but", "and"))
_LONGEST = 40  # tokens of a headline
_NAMED = 7  # tokens of who says it
_SHORTEST = 2  # words of what is said
_TOP = 2  # lines that may be headlines without capitals


def with_headlines(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, and those of headlines whose verb no draft has as its cue, in place of what was read across them."""
    found = [draft for line in _headlines(doc) if (draft := _said_at_end(doc, line)) is not None]
    drafts = [_without_rest(doc, draft, found) for draft in drafts]
    cues = {token for draft in drafts for token in draft.cue}
    new = [draft for draft in found if not cues.intersection(draft.cue)]
    words = {token for draft in new for token in (*draft.content, *draft.source)}
    kept = [draft for draft in drafts if not words.intersection(draft.content) or _inside(draft, new)]
    return [*kept, *new]


def _without_rest(doc: Doc, draft: Draft, found: Sequence[Draft]) -> Draft:
    """A draft whose source goes on behind a dash ("OWNER – CLINIC SILENT") with the words before it alone."""
    same = next((one for one in found if set(one.cue) & set(draft.cue)), None)
    if same is None or not set(same.source) < set(draft.source) or all(doc[i].text not in _ENDS for i in draft.source):
        return draft
    return replace(draft, source=same.source)


def _inside(draft: Draft, new: Sequence[Draft]) -> bool:
    return any(set(one.content).issuperset((*draft.cue, *draft.source, *draft.content)) for one in new)


def _headlines(doc: Doc) -> list[list[int]]:
    """Token indexes of each line that looks like a headline: no full stop; at the top, or in capitals."""
    given = doc.user_data["claimdesk_prepared"].text
    lines: list[list[int]] = [[]]
    for token in doc:
        if token.is_space:
            if "\n" in token.text:
                lines.append([])
        else:
            lines[-1].append(token.i)
    found = []
    for number, line in enumerate(line for line in lines if line):
        text = given[doc[line[0]].idx : doc[line[-1]].idx + len(doc[line[-1]])]
        capitals = text.upper() == text
        if len(line) <= _LONGEST and not text.endswith(".") and (capitals or number < _TOP):
            found.append(line)
    return found


def _said_at_end(doc: Doc, line: list[int]) -> Draft | None:
    commas = [
        n for n, i in enumerate(line) if doc[i].text == "," or (n and doc[i].text in "'’”\"" and _comma(doc, i - 1))
    ]
    for n in reversed(commas):
        if n < _SHORTEST or n + 2 >= len(line):
            continue
        tail = [doc[i] for i in line[n + 1 :]]
        if tail[0].is_quote or not tail[0].text[:1].isalpha():
            tail = tail[1:]
        named = _source(tail)
        if named is None:
            continue
        verb, source = named
        content = tuple(i for i in line[: n + 1] if doc[i].text != ",")
        return Draft((verb.i,), tuple(t.i for t in source), content, _FORMS[verb.lower_], "headline", 0.6)
    return None


def _comma(doc: Doc, i: int) -> bool:
    return i >= 0 and doc[i].text == ","


def _source(tail: list[Token]) -> tuple[Token, list[Token]] | None:
    """Verb and source of "SAYS VEGAS VICAR – ..." or "ACTORS CLAIM"; None for other words."""
    if len(tail) < 2:
        return None
    if tail[0].lower_ in _FORMS:
        end = next((n for n, t in enumerate(tail) if n and (t.text in _ENDS or t.lower_ in _CLOSING)), len(tail))
        source = tail[1:end]
        good = 0 < len(source) <= _NAMED and source[0].lower_ not in _NO_SOURCE
        return (tail[0], source) if good else None
    if (
        tail[-1].lower_ in _FORMS
        and len(tail) <= _NAMED
        and all(t.pos_ not in ("VERB", "AUX", "PUNCT") for t in tail[:-1])
    ):
        return tail[-1], tail[:-1]
    return None


_NO_SOURCE = frozenset("of that to on in it he she they you i we there".split())
