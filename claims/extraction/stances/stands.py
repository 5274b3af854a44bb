"""Finding the words that take a stand: "Moscow has yet to confirm this", "the firm refused to comment"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claims.extraction.casting.page import Page
from claims.extraction.stances import words as w
from claims.extraction.stances.denials import (
    branding,
    denial,
    denial_noun,
    doubt,
    falsehood,
    has_particle,
    mistaken_noun,
    never_happened,
    no_such,
    nothing_of_the_kind,
    nothing_wrong,
    otherwise,
    plea,
    stands_by,
    worthless,
)  # fmt: skip
from claims.extraction.stances.idioms import PHRASES, idiom
from claims.extraction.stances.nobodys import takes_none
from claims.extraction.stances.silences import (
    confirmation,
    evasion,
    memory,
    nothing_to_say,
    refusal,
    short_of,
    silence,
    silence_noun,
    support,
    supported,
    unaware,
    unclear,
    unestablished,
    unreached,
    unspoken,
)  # fmt: skip
from claims.extraction.stances.stand import Stand

__all__ = ["Stand", "find_stands"]

Detector = Callable[[Page, int], Stand | None]


def _turned(page: Page, i: int) -> Stand | None:
    """ "ruled out", "brushed aside", "laughed off": verbs that deny only with their particle."""
    stand = denial(page, i) if has_particle(page.columns, i) else None
    if stand is None or stand.object < 0 or page.columns.lemma[i] == "rule":
        return stand
    return stand if stand.about_claim or stand.anaphoric else None  # not "pushed back the release"


def _told(page: Page, i: int) -> Stand | None:
    return silence(page, i) if page.columns.tag[i][:2] != "NN" else None


def _table(*rows: tuple[Iterable[str], Detector]) -> dict[str, tuple[Detector, ...]]:
    table: dict[str, tuple[Detector, ...]] = {}
    for words, detector in rows:
        for word in words:
            table[word] = (*table.get(word, ()), detector)
    return table


# The first detector that finds a stand wins. Lemmas of verbs in the one table, words as they stand in the other.
_BY_LEMMA = _table(
    (w.EVADE, evasion),
    (w.DENY | w.REJECT, denial),
    (w.OFF, _turned),
    (w.DOUBT, doubt),
    (w.REMEMBER, memory),
    (w.CONFIRM, confirmation),
    (w.REFUSE, refusal),
    (w.BRAND, branding),
    (w.TELL | w.ANSWER | w.WITHHELD, _told),
    (w.HAPPEN | {"take"}, never_happened),
    (("back", "support", "corroborate", "confirm", "verify"), supported),
    (("back", "support"), support),
    (("stop",), short_of),
    (("stand",), stands_by),
    (("establish", "determine", "ascertain", "prove", "show", "demonstrate"), unestablished),
    (("plead",), plea),
    (("speak",), unspoken),
    (("reach", "contact", "draw", "approach"), unreached),
    (PHRASES, idiom),
)
_BY_WORD = _table(
    (w.KNOWING, memory),
    (("unclear", "unknown", "clear", "known", "certain"), unclear),
    (("such",), no_such),
    (("nothing",), nothing_of_the_kind),
    (("nothing",), nothing_wrong),
    (w.AWARE | w.HELD | {"nothing"}, unaware),
    (("otherwise", "opposite", "contrary", "reverse", "different", "issue", "differ"), otherwise),
    (w.WORTHLESS, worthless),
    (w.DENIERS, mistaken_noun),
    (("comment", "response", "reply", "answer", "confirmation", "unavailable", "unanswered"), silence_noun),
    (("comment",), nothing_to_say),
    (("denial", "denials"), denial_noun),
    (w.FALSE | w.ASSURED, falsehood),
)


def find_stands(page: Page) -> list[Stand]:
    """All stands of a text in its order. One pass over the tokens, bounded work for each."""
    columns = page.columns
    found: list[Stand] = []
    for i, (lemma, low) in enumerate(zip(columns.lemma, columns.lower, strict=True)):
        detectors = _BY_LEMMA.get(lemma, ()) + _BY_WORD.get(low, ())
        for detector in detectors:
            stand = detector(page, i)
            if stand is not None and takes_none(page, stand):
                break
            if stand is not None:
                if not any(s.verb == stand.verb for s in found[-3:]):
                    found.append(stand)
                break
    return found
