"""What a stand answers when it stands in a sentence of its own: one of the claims told before it."""

from __future__ import annotations

from claims.extraction.casting.cast import Entity
from claims.extraction.casting.columns import Columns
from claims.extraction.casting.page import Page
from claims.extraction.casting.roles import BODIES, PEOPLE
from claims.extraction.stances import pointing
from claims.extraction.stances import words as w
from claims.extraction.stances.pointing import Before
from claims.extraction.stances.reach import usable
from claims.extraction.stances.reported import Reported, Told, matter_of
from claims.extraction.stances.stand import Stand, is_pointed
from claims.extraction.types import Stance

_NEAR = 4  # sentences back for "this" and for a stand that names no claim
_FAR = 14  # sentences back for a claim about the party, or for papers that are named
_SAME = 2  # lemmas in common that make a clause one with a claim
_STEM = 7  # letters that make two words one
_SILENT = (Stance.DECLINED, Stance.NO_ANSWER)
_DISPUTES = (Stance.DENIES, Stance.REJECTS, Stance.CONFIRMS)
_MANY = frozenset((*PEOPLE, *BODIES, "co", "side"))
_POINTERS = (
    pointing.crime,
    pointing.both_versions,
    pointing.quotation,
    pointing.possessor,
    pointing.everything,
    pointing.papers,
    pointing.noun_for_claim,
)


def earlier(reported: Reported, stand: Stand, parties: set[Entity], own: Told | None) -> list[Told]:
    """The claims before (now and then right after) the stand that it answers."""
    page = reported.page
    if _names_only_a_kind(page.columns, stand):
        stand.object, stand.topic, stand.has_clause = -1, [], False
    sentence = page.sentence[stand.verb]
    told = [t for t in reported.before(stand.first) if usable(reported, t, stand, parties, own)]
    far = [t for t in told if sentence - t.ends <= _FAR]
    near = [t for t in far if sentence - t.ends <= _NEAR]
    described = _described(page.columns, stand)
    about = [t for t in far if reported.about(t) & parties or (described | names_in(page, stand)) & reported.matter(t)]
    before = Before(reported, stand, parties, own, far, near, about)
    if not far:
        return pointing.crime(before) or []
    for point in _POINTERS:
        if (meant := point(before)) is not None:
            return meant
    if stand.stance in _SILENT and own is not None and not stand.has_clause and not _asks(page.columns, stand):
        # "declined to discuss any demand"
        return (_same_topic(before) or _right_before(before)) if stand.object >= 0 else _of_nothing(before)
    return _with_own_words(before) if stand.has_clause or own is not None or stand.object >= 0 else _of_nothing(before)


def _with_own_words(before: Before) -> list[Told]:
    """For a stand that says itself what it is about: "denies removing any records", "did not address the delay"."""
    reported, stand, own = before.reported, before.stand, before.own
    page = reported.page
    sentence = page.sentence[stand.verb]
    if stand.object >= 0 and own is None and not stand.has_clause and (topical := _same_topic(before)):
        return topical
    if (
        stand.has_clause
        and stand.stance is Stance.NOT_CONFIRMED
        and page.columns.lemma[stand.verb] in ("confirm", "verify")
    ):
        close = [t for t in before.near if t.line == page.line[stand.verb] or sentence - t.ends <= 2]
        wanted = matter_of(page.columns, list(range(stand.verb + 1, stand.last + 1)))
        found = [t for t in before.near if wanted & reported.matter(t)]
        last = [] if _asks(page.columns, stand) else close[:1]
        return [*found, *(t for t in last if t not in found)]
    if stand.stance is Stance.NOT_CONFIRMED and "such" in page.columns.lower[stand.verb : stand.last + 1]:
        return before.near[:1]  # "has not said whether any such promise was made"
    if stand.has_clause and stand.stance is Stance.NOT_CONFIRMED and own is None:
        wanted = matter_of(page.columns, list(range(stand.verb + 1, stand.last + 1)))
        return [t for t in before.near if len(wanted & reported.matter(t)) >= _SAME][:1]
    if own is not None and stand.stance is Stance.NOT_CONFIRMED and _asks_about_it(page.columns, stand):
        return _right_before(before)
    disputes = stand.stance in _DISPUTES
    if disputes and stand.object >= 0 and own is None and not stand.has_clause and is_pointed(page, stand):
        return _of_one_accuser(before)
    if stand.has_clause or own is not None or disputes:
        if stand.stance not in (Stance.DENIES, Stance.REJECTS):
            return []
        told_of_them = [t for t in before.about if sentence - t.ends <= _NEAR][:1]
        return told_of_them or _of_same_words(before) or [t for t in _right_before(before) if t.speaker is None]
    return _of_nothing(before)


def _of_same_words(before: Before) -> list[Told]:
    """ "Hill said the well was contaminated. Reyes rules out contamination": the same thing by the same word."""
    stand = before.stand
    return _same_topic(before, before.near) if stand.object >= 0 and not stand.has_clause else []


def _right_before(before: Before) -> list[Told]:
    """The claim of the sentence before, in the same paragraph."""
    page, stand = before.reported.page, before.stand
    line, sentence = page.line[stand.verb], page.sentence[stand.verb]
    return [t for t in before.near[:1] if t.line == line and sentence - t.ends <= 1]


def _asks(columns: Columns, stand: Stand) -> bool:
    after = columns.lower[stand.verb + 1 : stand.verb + 3]
    return bool({"whether", "if", "when", "who", "how", "where", "what"} & set(after))


def _of_nothing(before: Before) -> list[Told]:
    """For a stand that names no claim: "declined to comment", "could not be reached"."""
    reported, stand, near, about = before.reported, before.stand, before.near, before.about
    page = reported.page
    line, sentence = page.line[stand.verb], page.sentence[stand.verb]
    if (theirs := pointing.told_of_party(before)) is not None:
        return theirs
    wanted = matter_of(page.columns, stand.asked) - w.CLAIMS - w.MATTERS
    if spoken_of := [t for t in near if wanted & reported.matter(t)]:
        return spoken_of
    if near and near[0] is not before.far[0]:
        return about[:1]
    told_next = _right_after(before)
    if told_next and not [t for t in about if t in near]:
        return told_next
    last = next((t for t in reported.before(stand.first) if stand.verb not in t.content), None)
    if last is not None and last.speaker in before.parties and last.line == line:
        return [t for t in about if t.line == line][:1]
    same_line = [t for t in near if t.line == line]
    if same_line:
        spoken_of = [t for t in same_line if t in about]
        theirs = [t for t in spoken_of if t.speaker is same_line[0].speaker]
        if sentence - same_line[0].ends <= 1:
            return theirs[:1] or same_line[:1]
        return spoken_of[:1] or same_line[:1]
    return about[:1] or _of_this_paragraph(before)[:1]


def _right_after(before: Before) -> list[Told]:
    """ "X did not respond to questions. A person familiar with the talks said X was losing patience." """
    reported, stand = before.reported, before.stand
    page = reported.page
    line = page.line[stand.verb]
    if stand.stance not in _SILENT or any(t.line == line for t in before.near):
        return []
    return [
        t
        for t in reported.after(stand.last)[:2]
        if t.line == line
        and reported.about(t) & before.parties
        and usable(reported, t, stand, before.parties, before.own)
    ][:1]


def _of_this_paragraph(before: Before) -> list[Told]:
    """Claims that the stand can point at: of its own line, or of the lines before if it opens its line."""
    page, stand, near = before.reported.page, before.stand, before.near
    line, sentence = page.line[stand.verb], page.sentence[stand.verb]
    start = stand.verb
    while start > 0 and page.line[start - 1] == line:
        start -= 1
    if page.sentence[start] == sentence:
        return near
    return [t for t in near if t.line == line or page.line[(t.content or t.cue or [t.at])[-1]] == line]


def _asks_about_it(columns: Columns, stand: Stand) -> bool:
    """ "Has yet to establish whether it played any role", "when it was formed": of what was told before."""
    low = columns.lower
    question = next((k for k in range(stand.verb, min(len(columns) - 1, stand.verb + 6)) if low[k] in _QUESTIONS), -1)
    return question >= 0 and low[question + 1] in ("it", "this", "that", "they")


_QUESTIONS = frozenset("whether if when how where why".split())


def _names_only_a_kind(columns: Columns, stand: Stand) -> bool:
    """ "Would not discuss individual cases", "declined to comment on the matter": that names no claim."""
    if stand.stance not in _SILENT:
        return False
    if stand.object < 0:
        after = columns.lower[stand.verb + 1 : stand.verb + 5]
        return stand.has_clause and after[-2:] == ["on", "what"]
    if stand.has_clause:
        return False
    if columns.lower[stand.object] in w.MATTERS:
        return True
    return columns.tag[stand.object] == "NNS" and not any(
        columns.tag[k] in ("DT", "PRP$", "POS", "NNP", "CD") for k in stand.topic
    )


def _described(columns: Columns, stand: Stand) -> set[str]:
    """Lemmas of the nouns that single out the party: "the brother-in-law", not "the company", "a spokesman"."""
    found = {
        columns.lemma[k].lower() for k in stand.party if columns.tag[k] in ("NN", "NNS") and columns.word[k].islower()
    }
    return found - _MANY - w.COMMON


def names_in(page: Page, stand: Stand) -> set[str]:
    """Names in the words for the party: "henshaw" in "Mrs Henshaw's family"."""
    columns = page.columns
    owned = {k for k in stand.party if any(columns.tag[c] == "POS" for c in columns.children[k])}
    return {columns.lemma[k].lower() for k in owned if columns.tag[k] == "NNP"}


def _same_topic(before: Before, claims: list[Told] | None = None) -> list[Told]:
    """ "Did not address the delay": the last claim that speaks of the same thing by the same word."""
    wanted = matter_of(before.columns, before.stand.topic) - w.CLAIMS - w.MATTERS - {"comment", "request", "question"}
    if not wanted:
        return []
    if exact := [t for t in (before.far if claims is None else claims) if wanted & before.reported.matter(t)]:
        return exact[:1]
    stems = {lemma[:_STEM] for lemma in wanted if len(lemma) > _STEM}  # "contamination" and "contaminated"
    return [t for t in before.near if stems & {lemma[:_STEM] for lemma in before.reported.matter(t)}][:1]


def _of_one_accuser(before: Before) -> list[Told]:
    """ "Disputes the date": what the last one who spoke of the party said of it."""
    if not before.near:
        return []
    last = before.near[0]
    if last.speaker is None:
        return [last]
    return [t for t in before.about if t.speaker is last.speaker] or [last]
