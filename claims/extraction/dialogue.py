"""Speech that is marked by layout alone: `NAME: words` in transcripts, `Krogh: “words”` in running text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from claims.extraction.document import Prepared
from claims.extraction.drafts import Draft
from claims.extraction.types import Span

_LABEL = re.compile(
    r"(?P<lead>[\W\d]*)(?P<name>[^\W\d_][\w.,'’&\- ]{0,48}?)(?P<aside> ?[(\[][^)\]\n]{1,40}[)\]])?[  ]?:[ \t]+(?=\S)"
)
_ASKS = re.compile(
    r"\b(?:moderator|interviewer|question|host|chair|presenter|anchor|q|reporter|journalist)\b", re.IGNORECASE
)
MINIMUM_LABELS = 3
MINIMUM_WORDS = 3


def transcript_lines(doc: Doc, prepared: Prepared) -> list[Draft]:
    """One draft per labelled line of a transcript that says something: no questions, no thanks.

    A text counts as a transcript when at least `MINIMUM_LABELS` lines begin with a label and one label comes twice.
    """
    labelled = [(n, match) for n, p in enumerate(prepared.paragraphs) if (match := _label(prepared, p))]
    names = Counter(match["name"] for _, match in labelled)
    if len(labelled) < MINIMUM_LABELS or max(names.values()) < 2:
        return []
    starts = _starts(doc)
    asking = {name for name in names if _ASKS.search(name) or _only_asks(prepared, labelled, name)}
    drafts = []
    for n, match in labelled:
        if match["name"] in asking or (names[match["name"]] < 2 and not match["name"].isupper()):
            continue
        source = _tokens(doc, starts, Span(match.start("name"), match.end("aside" if match["aside"] else "name")))
        content = _tokens(doc, starts, Span(match.end(), prepared.paragraphs[n].end))
        if _says_something([doc[i] for i in content]):
            drafts.append(Draft((), tuple(source), tuple(content), "", "layout: transcript", 0.95))
    return drafts


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


def _label(prepared: Prepared, paragraph: Span) -> re.Match[str] | None:
    match = _LABEL.match(prepared.text, paragraph.start, paragraph.end)
    if match is None or any(c in match["lead"] for c in "“\"'‘(["):
        return None
    words = match["name"].split()
    capital = sum(word[0].isupper() for word in words)
    return match if words and len(words) <= 6 and capital >= len(words) - 1 else None


def _only_asks(prepared: Prepared, labelled: Sequence[tuple[int, re.Match[str]]], name: str) -> bool:
    lines = [prepared.text[m.end() : prepared.paragraphs[n].end] for n, m in labelled if m["name"] == name]
    return sum(line.rstrip('”" ').endswith("?") for line in lines) > 0.5 * len(lines)


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
