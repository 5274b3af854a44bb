"""Who is named for a stand that is told of in somebody's words: "the founder said he did not accept the ruling"."""

from __future__ import annotations

from claims.extraction.casting.page import Page
from claims.extraction.casting.pronouns import PRONOUNS
from claims.extraction.casting.roles import BODIES
from claims.extraction.stances import words as w
from claims.extraction.stances.clauses import phrase_of, subject_of
from claims.extraction.stances.stand import Stand


def teller_of(page: Page, stand: Stand) -> list[int]:
    """Tokens of who says that he, she, it or "the company" takes the stand; empty where the stand is not told so."""
    columns = page.columns
    above = columns.head[stand.verb]
    if columns.dep[stand.verb] != "ccomp" or above == stand.verb or columns.lemma[above].lower() not in w.SPEAK:
        return []
    if columns.word[page.before(stand.first)] in (";", "–", "—"):
        return []  # "X said ...; the bank disputes this": a clause of its own
    subject = subject_of(columns, above)
    if subject < 0 or columns.tag[subject] in ("PRP", "WP", "WDT") or columns.lower[subject] in ("it", "there"):
        return []
    pronoun = len(stand.party) == 1 and columns.lower[stand.party[0]] in PRONOUNS
    own = not stand.party and not stand.verb_is_plain
    return phrase_of(page, subject) if pronoun or own or speaks_for_body(page, stand) else []


def speaks_for_body(page: Page, stand: Stand) -> bool:
    """Whether the party is "the company", "the alliance": a body that whoever speaks may speak for."""
    columns = page.columns
    if len(stand.party) != 2 or columns.lower[stand.party[0]] != "the":
        return False
    return columns.lower[stand.party[1]] in BODIES


def whole_phrase(page: Page, stand: Stand) -> int:
    """Last token of the words for the party, with what stands between commas: "Mr Hall, giving evidence by video"."""
    columns = page.columns
    last = stand.party[-1]
    comma = page.after(last)
    end = stand.verb
    while end > last and (columns.tag[end - 1] in ("MD", "RB") or columns.dep[end - 1] in ("aux", "auxpass", "neg")):
        end -= 1
    closes = end - 1
    if not (comma < closes <= comma + _ASIDE) or columns.word[comma] != "," or columns.word[closes] != ",":
        return last
    inside = range(comma, closes)
    plain = all(page.sentence[k] == page.sentence[stand.verb] and columns.word[k] not in _BREAKS for k in inside)
    return closes - 1 if plain else last


_ASIDE = 20  # tokens between the commas
_BREAKS = frozenset((";", ":", "“", "”", '"', "–", "—"))
