"""Reading the words of a source span: its noun phrase, what limits it, whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.casting.beside import NOUN_TAGS, head_word
from claims.extraction.casting.page import Page
from claims.extraction.casting.places import ADJECTIVES

DEFINITE = frozenset("the this that these those both".split())
POSSESSIVE = frozenset("his her their its my our your whose".split())
QUANTITY = frozenset(
    """one two three four five six seven eight nine ten dozen dozens some many most several few all none half both any
    each another others number majority scores hundreds thousands neither either""".split()
)
_MODIFIERS = NOUN_TAGS | frozenset(
    ("JJ", "JJR", "JJS", "VBG", "VBN", "HYPH", "POS", "CD", "NFP", "ADD", "$", "RBS", "RBR")
)
_HYPHENS = frozenset(("-", "‐", "‑"))
_CUTS = frozenset("who whom whose which that".split())
_FILLERS = frozenset("“”\"'‘’`*•–—-:".split()) | {""}


@dataclass(slots=True)
class Phrase:
    """A source span as a noun phrase. Token indices, inclusive."""

    tokens: list[int]
    determiner: str  # "the", "a", "his", "" ...
    determiner_at: int
    head: int  # token of the head noun, -1 where there is none
    noun: str  # the head in the form of the tables
    plural: bool
    begin: int  # first word after the determiner
    quantity: str = ""  # "two" in "two of his aides"
    owner: int = -1  # last token of a possessor: "Frostline" in "Frostline's lawyers"
    owner_first: int = -1

    @property
    def definite(self) -> bool:
        return self.determiner in DEFINITE or self.determiner in POSSESSIVE or self.owner >= 0


def read_phrase(page: Page, tokens: list[int]) -> Phrase | None:
    """The first noun phrase among `tokens` (in text order), None where the tokens hold no word."""
    columns = page.columns
    tokens = _trimmed(page, tokens)
    if not tokens:
        return None
    at, quantity = 0, ""
    if len(tokens) > 2 and columns.lower[tokens[0]] in QUANTITY and columns.lower[tokens[1]] == "of":
        quantity, at = columns.lower[tokens[0]], 2
    elif len(tokens) > 3 and _a_number_of([columns.lower[k] for k in tokens[:3]]):
        quantity, at = columns.lower[tokens[1]], 3
    determiner, determiner_at = "", -1
    low = columns.lower[tokens[at]]
    if (
        columns.tag[tokens[at]] in ("DT", "PRP$", "WP$", "PDT")
        or low in DEFINITE
        or low in ("a", "an")
        or low in POSSESSIVE
    ) and at + 1 < len(tokens):
        determiner, determiner_at = low, tokens[at]
        at += 1
        if low in ("both", "all") and columns.lower[tokens[at]] in DEFINITE | POSSESSIVE and at + 1 < len(tokens):
            determiner, determiner_at = columns.lower[tokens[at]], tokens[at]
            at += 1
    return _phrase(page, tokens, at, determiner, determiner_at, quantity)


def _a_number_of(low: list[str]) -> bool:
    return low[0] in ("a", "the") and low[1] in QUANTITY and low[2] == "of"


def _phrase(page: Page, tokens: list[int], at: int, determiner: str, determiner_at: int, quantity: str) -> Phrase:
    columns = page.columns
    head = owner = owner_first = -1
    begin = tokens[at]
    for position in range(at, len(tokens)):
        k = tokens[position]
        tag = columns.tag[k]
        if position > at and k != tokens[position - 1] + 1 and columns.tag[tokens[position - 1] + 1] != "_SP":
            break
        if (
            (tag == "POS" or _apostrophe(page, k))
            and position + 1 < len(tokens)
            and (
                head >= 0 or columns.lower[tokens[position - 1]] == "old"  # "the 53-year-old's lawyers"
            )
        ):
            head = head if head >= 0 else tokens[position - 1]
            owner, owner_first, head = head, begin if owner < 0 else owner_first, -1
        elif tag in NOUN_TAGS or (tag not in _MODIFIERS and columns.word[k][:1].isupper() and position == at):
            head = k
        elif tag == "VBZ" and columns.word[k][:1].isalpha() and head < 0 and position == len(tokens) - 1:
            head = k  # a plural noun that was taken for a verb
        elif tag in ("VBN", "VBD", "VBG", "JJ") and position > at and columns.word[k - 1] in _HYPHENS:
            head = -1  # "Leeds-born": the place is no head
        elif tag not in _MODIFIERS or (tag == "VBN" and head >= 0):
            adverb = head < 0 and tag in ("RB", "RBS", "RBR")
            if (
                not adverb
                and not (tag == "DT" and position == at)
                and not (tag in ("IN", "FW", "UH") and _inside_name(page, k))
            ):
                break
    if head < 0:
        head = next(
            (k for k in tokens[at:] if columns.tag[k] in ("JJ", "CD", "VBN", "VBG", "JJR", "PRP", "RB")), tokens[at]
        )
    plural = columns.tag[head] in ("NNS", "NNPS") or columns.lower[head] in ("police", "people")
    return Phrase(
        tokens, determiner, determiner_at, head, head_word(page, head), plural, begin, quantity, owner, owner_first
    )


def _apostrophe(page: Page, k: int) -> bool:
    """ "Headteachers’ leader": an apostrophe that was taken for a closing mark."""
    columns = page.columns
    return (
        columns.word[k] in ("'", "’")
        and k > 0
        and columns.end[k - 1] == columns.start[k]
        and columns.lower[k - 1][-1:] == "s"
    )


def _inside_name(page: Page, k: int) -> bool:
    return page.columns.word[k][:1].isupper()


def _trimmed(page: Page, tokens: list[int]) -> list[int]:
    columns = page.columns
    first, last = 0, len(tokens)
    while first < last and (columns.word[tokens[first]] in _FILLERS or not columns.word[tokens[first]][0].isalnum()):
        first += 1
    while last > first and not columns.word[tokens[last - 1]][-1].isalnum() and columns.tag[tokens[last - 1]] != "POS":
        last -= 1
    return tokens[first:last]


def _begins(page: Page, token: int) -> bool:
    """Whether the token begins its sentence, quotation or line; elsewhere a capital is a name's: "an Orlavian"."""
    columns, before = page.columns, token - 1
    if before < 0 or page.line[before] != page.line[token] or columns.sentence[before] != columns.sentence[token]:
        return True
    return not columns.word[before][-1].isalnum() and columns.word[before] not in ",-‐‑'’%"


def described(page: Page, phrase: Phrase, owner: str = "") -> str:
    """The phrase as words that stand alone: "two aides of Per Dahl", "former employee". Without "(unnamed)"."""
    columns = page.columns
    end = phrase.head
    begin = phrase.begin
    if phrase.owner >= 0:
        begin = min(phrase.owner + 2, end)
        if columns.lower[begin] == "own" and begin < end:
            begin += 1
    words = page.literal(begin, end)
    proper = columns.tag[begin] in ("NNP", "NNPS") or words.split(" ")[0].casefold() in ADJECTIVES
    if not proper and _begins(page, begin) and not words[:2].isupper():
        words = words[:1].lower() + words[1:]
    if phrase.quantity == "one" and words.endswith("s") and not words.endswith("ss"):
        words = words[:-1]
    elif phrase.quantity and phrase.quantity != "one":
        words = f"{phrase.quantity} {words}"
    if owner:
        words += f" of {owner}"
    return words + _complement(page, phrase)


def _complement(page: Page, phrase: Phrase) -> str:
    """ " for Meridian Oil", " in the files": up to the next comma, verb or relative clause, at most ten words."""
    columns = page.columns
    rest = [k for k in phrase.tokens if k > phrase.head]
    if not rest or columns.tag[rest[0]] != "IN" or columns.lower[rest[0]] in _CUTS:
        return ""
    last = -1
    for count, k in enumerate(rest):
        if columns.tag[k] in ("VBD", "VBZ", "VBP", "WP", "WDT", "MD") or columns.word[k] in (
            ",",
            ";",
            ":",
            "(",
            "–",
            "—",
        ):
            break
        if columns.lower[k] in _CUTS or count > 10:
            break
        if columns.tag[k] in NOUN_TAGS or columns.tag[k] == "CD":
            last = k
    return " " + page.literal(rest[0], last) if last >= 0 else ""
