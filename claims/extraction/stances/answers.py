"""What a stand answers: its own claim, one in the same sentence, or one that was reported before."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from claims.extraction.casting.cast import Entity
from claims.extraction.casting.page import Page
from claims.extraction.casting.phrases import read_phrase
from claims.extraction.casting.pronouns import PRONOUNS
from claims.extraction.casting.resolver import Resolver
from claims.extraction.casting.roles import BODIES, PAPERS, PEOPLE
from claims.extraction.stances import words as w
from claims.extraction.stances.stands import Stand
from claims.extraction.types import Attribution, Stance

_NEAR = 4  # sentences back for "this" and for a stand that names no claim
_FAR = 14  # sentences back for a claim about the party, or for papers that are named


@dataclass(slots=True)
class Told:
    """An attribution as this step needs it."""

    number: int
    at: int  # its first token
    cue: list[int]
    sentence: int  # of the cue
    ends: int  # the last sentence of cue and content
    line: int
    parent: int
    content: list[int]
    source: list[int]
    speaker: Entity | None
    children: list[int] = field(default_factory=list)


class Reported:
    """All attributions of a text in its order, and who speaks in them and who is spoken of."""

    def __init__(self, resolver: Resolver, attributions: list[Attribution], speakers: list[Entity | None]) -> None:
        self.resolver = resolver
        self.page: Page = resolver.page
        place = {a.id: n for n, a in enumerate(attributions)}
        self.told = [self._told(n, a, place, speakers[n]) for n, a in enumerate(attributions)]
        for t in self.told:
            if t.parent >= 0:
                self.told[t.parent].children.append(t.number)
        self.roots = sorted((t for t in self.told if t.parent < 0), key=lambda t: (t.at, t.number))
        self._starts = [t.at for t in self.roots]
        self._about: dict[int, set[Entity]] = {}
        self.rejoinders: set[int] = set()  # attributions that only call another one false: set by the caller
        self._holding: dict[int, list[int]] = {}
        for t in self.told:
            for k in t.content:
                self._holding.setdefault(k, []).append(t.number)
        self.by_cue = {k: t for t in reversed(self.told) for k in t.cue}

    def _told(self, n: int, a: Attribution, place: dict[str, int], speaker: Entity | None) -> Told:
        page = self.page
        cue, content, source = page.tokens(a.cue), page.tokens(a.content), page.tokens(a.source)
        every = [*cue, *content, *source] or [0]
        anchor = (cue or source or content or [0])[0]
        parent = place.get(a.parent, -1) if a.parent is not None else -1
        parent = -1 if parent == n else parent
        sentence, line = (page.sentence[anchor], page.line[anchor]) if len(page) else (0, 0)
        ends = max(page.sentence[k] for k in every) if len(page) else 0
        return Told(n, min(every), cue, sentence, ends, line, parent, content, source, speaker)

    def before(self, token: int) -> list[Told]:
        """Outer attributions that begin before the token, the nearest first."""
        return self.roots[max(0, bisect_left(self._starts, token) - 40) : bisect_left(self._starts, token)][::-1]

    def after(self, token: int) -> list[Told]:
        low = bisect_left(self._starts, token)
        return self.roots[low : low + 3]

    def holding(self, token: int) -> list[Told]:
        """Attributions in whose content the token stands."""
        return [self.told[n] for n in self._holding.get(token, ())]

    def family(self, told: Told) -> list[int]:
        """An attribution and all that stand inside it."""
        found, waiting = [], [told.number]
        while waiting:
            n = waiting.pop()
            if n not in found:
                found.append(n)
                waiting.extend(self.told[n].children)
        return found

    def about(self, told: Told) -> set[Entity]:
        """Who is spoken of in the content, and who speaks inside it."""
        known = self._about.get(told.number)
        if known is None:
            known = self._about[told.number] = self._mentioned(told.content, told.speaker)
            known |= {s for n in self.family(told)[1:] if (s := self.told[n].speaker) is not None}
        return known

    def _mentioned(self, tokens: list[int], speaker: Entity | None) -> set[Entity]:
        columns, at = self.page.columns, self.resolver.cast.at
        found: set[Entity] = set()
        for k in tokens[:80]:
            if k in at:
                found.add(at[k])
                if at[k].is_place and columns.tag[k] != "JJ" and (named := self.resolver.meaning([k])) is not None:
                    found.add(named.entity)
                continue
            low = columns.lower[k]
            start = k
            if low in PRONOUNS and low not in ("it", "that", "this", "which", "you"):
                pass
            elif (low in PEOPLE or low in BODIES) and columns.tag[k] in ("NN", "NNS"):
                while start > 0 and columns.tag[start - 1] in ("NN", "JJ", "JJS", "NNP", "DT", "PRP$", "POS"):
                    start -= 1
                    if columns.tag[start] in ("DT", "PRP$"):
                        break
                if columns.tag[start] not in ("DT", "PRP$") and "POS" not in columns.tag[start:k]:
                    continue
            else:
                continue
            meant = self.resolver.meaning(list(range(start, k + 1)), speaker)
            if meant is not None:
                found.add(meant.entity)
        return found


def answered(reported: Reported, stand: Stand, party: Entity | None) -> list[int]:
    """Numbers of the attributions that a stand answers, inner ones included. Empty where none is found."""
    own = own_attribution(reported, stand)
    if own is not None and not stand.has_clause and _only_points(reported, stand):
        own = None
    parties = _parties(reported, stand, party)
    if (named := _named_by_noun(reported, stand, own)) is not None:
        return reported.family(named)
    found: list[Told] = []
    if own is not None and stand.about_claim and not _is_definite(reported, stand):
        stand.about_claim = False  # "ruled out any agreement": his own words, no answer
    if own is None or stand.anaphoric or stand.about_claim or stand.whole:
        found = _in_sentence(reported, stand, parties, own)
    if not found:
        found = _earlier(reported, stand, parties, own)
    numbers: list[int] = []
    for told in found:
        numbers.extend(n for n in reported.family(told) if n not in numbers)
    return numbers


def _only_points(reported: Reported, stand: Stand) -> bool:
    """ "have not confirmed the cause", "disputes this": what is denied was told before, the words only point at it."""
    lemma = reported.page.columns.lemma[stand.verb].lower()
    return stand.anaphoric or (lemma in w.CONFIRM | w.DENY | w.REJECT and _is_definite(reported, stand))


def _named_by_noun(reported: Reported, stand: Stand, own: Told | None) -> Told | None:
    """ "rejected allegations that ...": the noun is itself the cue of an attribution."""
    for k in (stand.object, *stand.topic[:6]):
        told = reported.by_cue.get(k) if k >= 0 else None
        if told is not None and (own is None or told.number != own.number) and stand.verb not in told.cue:
            return told
    return None


def own_attribution(reported: Reported, stand: Stand) -> Told | None:
    """The attribution whose cue the stand's verb is: "declined to say whether ..."."""
    return reported.by_cue.get(stand.verb)


def _parties(reported: Reported, stand: Stand, party: Entity | None) -> set[Entity]:
    """The party, and whoever is named in the words for it: a firm in "a spokesman for the firm"."""
    at = reported.resolver.cast.at
    found = {at[k] for k in stand.party if k in at}
    if party is not None:
        found.add(party)
        words = {w.strip(".,’'s").casefold() for w in party.description.split()} if party.description else set()
        single = reported.resolver.cast.by_single
        found |= {single[word] for word in words if word in single}
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
    for k in range(stand.first, max(told.content[0], stand.first - 4), -1):
        if low[k] in w.REMARKS and low[page.before(k)] in (",", "–", "—", "-", ";", "("):
            return k
    return -1


def _usable(reported: Reported, told: Told, stand: Stand, parties: set[Entity], own: Told | None) -> bool:
    """Nobody answers himself, and a stand does not answer the words it stands in."""
    if own is not None and told.number == own.number:
        return False
    if stand.verb in told.cue or stands_in(reported, told, stand) or told.number in reported.rejoinders:
        return False
    return told.speaker is None or told.speaker not in parties


def _in_sentence(reported: Reported, stand: Stand, parties: set[Entity], own: Told | None) -> list[Told]:
    """ "X noted that ..., although Moscow has yet to confirm this"; also with the stand in front."""
    page = reported.page
    sentence = page.sentence[stand.verb]
    before = [
        t
        for t in reported.before(stand.first)
        if t.sentence == sentence and t.line == page.line[stand.verb] and _usable(reported, t, stand, parties, own)
    ]
    if before:
        return before[:1]
    opens = page.columns.lower[_sentence_start(page, stand.first)] in w.OPPOSING
    if opens:
        return [
            t
            for t in reported.after(stand.last)
            if t.sentence == sentence and _usable(reported, t, stand, parties, own)
        ][:1]
    return []


def _sentence_start(page: Page, token: int) -> int:
    while token > 0 and page.sentence[token - 1] == page.sentence[token]:
        token -= 1
    while (
        token + 1 < len(page)
        and not page.columns.word[token][:1].isalnum()
        and page.line[token + 1] == page.line[token]
    ):
        token += 1
    return token


def _earlier(reported: Reported, stand: Stand, parties: set[Entity], own: Told | None) -> list[Told]:
    page = reported.page
    sentence = page.sentence[stand.verb]
    usable = [
        t
        for t in reported.before(stand.first)
        if _usable(reported, t, stand, parties, own) and sentence - t.ends <= _FAR
    ]
    if not usable:
        return []
    near = [t for t in usable if sentence - t.ends <= _NEAR]
    if (theirs := _of_possessor(reported, stand, usable)) is not None:
        return theirs
    if stand.whole:
        return _all_of_accuser(reported, usable, near, parties)
    if stand.object >= 0 and (papers := _from_papers(reported, usable, stand)):
        return papers
    if stand.anaphoric or (stand.about_claim and stand.object >= 0):
        return _affine(reported, stand, usable, near)
    about = [t for t in usable if reported.about(t) & parties]
    if stand.object >= 0 and own is None and not stand.has_clause and (topical := _same_topic(reported, stand, usable)):
        return topical
    if (
        stand.has_clause
        and page.columns.lemma[stand.verb] in ("confirm", "verify")
        and stand.stance is Stance.NOT_CONFIRMED
    ):
        close = [t for t in near if t.line == page.line[stand.verb] or sentence - t.ends <= 2]
        wanted = _clause_matter(reported, stand)
        return [t for t in close if wanted & _matter(page.columns.lemma, page.columns.tag, t.content)] or close[:1]
    disputes = stand.stance in (Stance.DENIES, Stance.REJECTS, Stance.CONFIRMS)
    if disputes and stand.object >= 0 and own is None and not stand.has_clause and _is_definite(reported, stand):
        return _of_one_accuser(near, about)
    if stand.has_clause or own is not None or (stand.object >= 0 and disputes):
        return _same_matter(reported, stand, [t for t in about if sentence - t.ends <= _NEAR])
    if near and near[0] is not usable[0]:
        return about[:1]
    theirs = [t for t in usable if any(reported.told[n].speaker in parties for n in reported.family(t)[1:])]
    if theirs:
        return theirs[:1]
    last = next(iter(reported.before(stand.first)), None)
    if last is not None and last.speaker in parties and last.line == page.line[stand.verb]:
        return [t for t in about if t.line == page.line[stand.verb]][:1]
    same_line = [t for t in near if t.line == page.line[stand.verb]]
    if same_line:
        spoken_of = [t for t in same_line if t in about]
        theirs = [t for t in spoken_of if t.speaker is same_line[0].speaker]
        if sentence - same_line[0].ends <= 1:
            return theirs[:1] or same_line[:1]
        return spoken_of[:1] or same_line[:1]
    return about[:1] or _of_this_paragraph(page, stand, near)[:1]


def _of_this_paragraph(page: Page, stand: Stand, near: list[Told]) -> list[Told]:
    """Claims that the stand can point at: of its own line, or of the lines before if it opens its line."""
    line, sentence = page.line[stand.verb], page.sentence[stand.verb]
    start = stand.verb
    while start > 0 and page.line[start - 1] == line:
        start -= 1
    if page.sentence[start] == sentence:
        return near
    return [t for t in near if t.line == line or page.line[(t.content or t.cue or [t.at])[-1]] == line]


def _same_topic(reported: Reported, stand: Stand, usable: list[Told]) -> list[Told]:
    """ "did not address the delay": the last claim that speaks of the same thing by the same word."""
    columns = reported.page.columns
    wanted = (
        _matter(columns.lemma, columns.tag, stand.topic)
        - w.CLAIMS
        - {"comment", "request", "question", "case", "matter"}
    )
    if not wanted:
        return []
    return [t for t in usable if wanted & _matter(columns.lemma, columns.tag, t.content)][:1]


def _matter(lemmas: list[str], tags: list[str], tokens: list[int]) -> set[str]:
    """Lemmas of the nouns and verbs among the tokens, without those that say nothing."""
    return {lemmas[k].lower() for k in tokens if tags[k][:2] in ("NN", "VB")} - w.COMMON


def _clause_matter(reported: Reported, stand: Stand) -> set[str]:
    columns = reported.page.columns
    return _matter(columns.lemma, columns.tag, list(range(stand.verb + 1, stand.last + 1)))


def _is_definite(reported: Reported, stand: Stand) -> bool:
    inside = {reported.page.columns.lower[k] for k in stand.topic}
    return bool(inside & {"the", "his", "her", "its", "their"})


def _of_one_accuser(near: list[Told], about: list[Told]) -> list[Told]:
    """ "disputes the date": what the last one who spoke of the party said of it."""
    if not near:
        return []
    last = near[0]
    if last.speaker is None:
        return [last]
    return [t for t in about if t.speaker is last.speaker] or [last]


def _affine(reported: Reported, stand: Stand, usable: list[Told], near: list[Told]) -> list[Told]:
    """The nearest claim; for "the accusation" the nearest that was put as one ("accused")."""
    columns = reported.page.columns
    wanted = w.AFFINE.get(columns.lemma[stand.object].lower(), ()) if stand.object >= 0 else ()
    for told in usable:
        if any(columns.lemma[k].lower() in wanted for k in told.cue):
            return [told]
    return near[:1]


def _of_possessor(reported: Reported, stand: Stand, usable: list[Told]) -> list[Told] | None:
    """ "confirmed Lindqvist's account": what Lindqvist said. None where the noun has no possessor who spoke."""
    if stand.object < 0 or not (stand.about_claim or stand.anaphoric):
        return None
    columns = reported.page.columns
    owner = next((c for c in columns.children[stand.object] if columns.dep[c] == "poss" and c in stand.topic), -1)
    if owner < 0:
        return None
    meant = reported.resolver.meaning([owner])
    if meant is None:
        return None
    theirs = [t for t in usable if t.speaker is meant.entity]
    if not theirs:
        inner = [
            t for t in reported.told if t.speaker is meant.entity and t.at < stand.first and stand.verb not in t.content
        ]
        theirs = inner[-1:]
    return theirs or None


def _all_of_accuser(reported: Reported, usable: list[Told], near: list[Told], parties: set[Entity]) -> list[Told]:
    """ "Denies it all": everything that the last accuser said before."""
    about = [t for t in usable if reported.about(t) & parties]
    last = next(iter(t for t in near if t in about), None) or next(iter(about or near), None)
    if last is None:
        return []
    if last.speaker is None:
        return [last]
    return [t for t in usable if t.speaker is last.speaker]


def _from_papers(reported: Reported, usable: list[Told], stand: Stand) -> list[Told]:
    """ "refused to comment on the emails", "said the memo was a forgery": what those papers say."""
    columns = reported.page.columns
    noun = columns.lemma[stand.object].lower()
    if columns.lower[stand.object] not in PAPERS and noun not in PAPERS:
        return []
    wanted = {noun, *w.PAPERS_TOO.get(noun, ())}
    found = []
    for told in usable:
        phrase = read_phrase(reported.page, told.source) if told.source else None
        if phrase is not None and columns.lemma[phrase.head].lower() in wanted:
            found.append(told)
    return found


def _same_matter(reported: Reported, stand: Stand, about: list[Told]) -> list[Told]:
    """For a denial that says itself what is denied: the last claim about the party."""
    if stand.stance in (Stance.DENIES, Stance.REJECTS):
        return about[:1]
    return []
