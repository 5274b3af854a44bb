"""Which attributions a stand can answer at all: not its own words, none of the party's, none that holds it."""

from __future__ import annotations

from claims.extraction.casting.cast import Entity
from claims.extraction.casting.page import Page
from claims.extraction.casting.phrases import read_phrase
from claims.extraction.casting.pronouns import PRONOUNS
from claims.extraction.casting.roles import BODIES, PEOPLE
from claims.extraction.stances import words as w
from claims.extraction.stances.matters import side_of
from claims.extraction.stances.reported import Reported, Told
from claims.extraction.stances.sides import speaks_for
from claims.extraction.stances.stand import Stand
from claims.extraction.types import Stance


def own_attribution(reported: Reported, stand: Stand) -> Told | None:
    """The attribution whose cue the stand's verb is: "declined to say whether ..."."""
    return reported.by_cue.get(stand.verb)


def parties_of(reported: Reported, stand: Stand, party: Entity | None) -> set[Entity]:
    """The party, and whoever is named in the words for it: a firm in "a spokesman for the firm"."""
    at = reported.resolver.cast.at
    found = {at[k] for k in stand.party if k in at}
    if party is not None:
        found.add(party)
        words = {w.strip(".,’'s").casefold() for w in party.description.split()} if party.description else set()
        single = reported.resolver.cast.by_single
        found |= {single[word] for word in words if word in single}
    for n, k in enumerate(stand.party[:-1]):
        if reported.page.columns.lower[stand.party[n + 1]] in _OTHER_SIDE:
            continue
        # "its co-founder disputes this": nothing that the firm itself said
        if reported.page.columns.tag[k] == "PRP$" and (whose := reported.resolver.pronoun(k)) is not None:
            found.add(whose.entity)
    if party is not None:
        found |= side_of(reported, party)
    for k in stand.party:
        low = reported.page.columns.lower[k]
        if (low in BODIES or low in PEOPLE) and k > stand.party[0]:
            phrase = read_phrase(reported.page, stand.party)
            if phrase is not None and k > phrase.head:
                start = k
                while start > phrase.head + 1 and reported.page.columns.tag[start - 1] in ("NN", "JJ", "DT", "PRP$"):
                    start -= 1
                meant = reported.resolver.meaning(list(range(start, k + 1)))
                if meant is not None:
                    found.add(meant.entity)
    return found


_OTHER_SIDE = frozenset(  # "his employer cannot confirm this": not one who speaks for him
    """
    employer rival opponent critic biographer neighbour neighbor landlord insurer regulator accuser ex former
    predecessor successor challenger adversary detractor counterpart
    """.split()
)


def stands_in(reported: Reported, told: Told, stand: Stand) -> bool:
    """Whether a stand is part of what is said, not a remark on it that was taken for the end of it."""
    if not told.content or not told.content[0] <= stand.verb <= told.content[-1] or stand.verb not in told.content:
        return False
    return remark_begins(reported, told, stand) < 0


def remark_begins(reported: Reported, told: Told, stand: Stand) -> int:
    """Token of "although" or "which" that begins a remark on what was said, inside its span; -1 where there is none.

    "X said that ..., although Moscow has yet to confirm this" and "..., which officials dispute" are the article's.
    """
    page = reported.page
    low = page.columns.lower
    if page.quoted[stand.verb] or (stand.has_clause and not stand.anaphoric) or stand.verb not in told.content:
        return -1
    noun = stand.object  # ", a charge she rejects"
    apposed = told.content[0] + 1 < noun < stand.verb and low[noun - 1] in ("a", "an")
    if apposed and low[page.before(noun - 1)] in (",", "–", "—", "-", ";"):
        return noun - 1
    if (mark := _new_clause(page, stand, told)) >= 0:
        return mark
    for k in range(stand.first, max(told.content[0], stand.first - 4), -1):
        if low[k] in w.REMARKS and low[page.before(k)] in (",", "–", "—", "-", ";", "("):
            return k
    return -1


def _new_clause(page: Page, stand: Stand, told: Told) -> int:
    """ "X said that ...; Y rejects that": the sign that ends what X said; -1 where nobody else takes a stand there."""
    low = page.columns.lower
    start = stand.first
    if stand.stance in _SILENT or not (stand.anaphoric or stand.about_claim or stand.whole):
        return -1
    if not stand.party or stand.party[0] < start or low[stand.party[-1]] in PRONOUNS or low[stand.party[0]] in PRONOUNS:
        return -1
    sign = page.before(start)
    if sign > told.content[0] and low[sign] in ("but", "and", "while", "yet"):
        sign = page.before(sign)
    return sign if sign > told.content[0] and low[sign] in (";", "–", "—") else -1


_SILENT = frozenset((Stance.DECLINED, Stance.NO_ANSWER, Stance.NOT_CONFIRMED))


def usable(reported: Reported, told: Told, stand: Stand, parties: set[Entity], own: Told | None) -> bool:
    """Nobody answers himself, and a stand does not answer the words it stands in."""
    if own is not None and told.number == own.number:
        return False
    if stand.verb in told.cue or stands_in(reported, told, stand) or told.number in reported.rejoinders:
        return False
    if told.speaker is None or told.speaker in parties:
        return told.speaker is None
    # his office told it, and he does not comment: that may be; he does not deny what his office says
    return stand.stance in _SILENT or speaks_for(reported, told.speaker).isdisjoint(parties)


def sentence_start(page: Page, token: int) -> int:
    while token > 0 and page.sentence[token - 1] == page.sentence[token]:
        token -= 1
    while (
        token + 1 < len(page)
        and not page.columns.word[token][:1].isalnum()
        and page.line[token + 1] == page.line[token]
    ):
        token += 1
    return token
