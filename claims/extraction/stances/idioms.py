"""Stands that news English puts into set phrases: "is having none of it", "could not be traced", "admitted as much".

A line is one phrase, by lemmas or words as they stand: ``a/b`` is either, ``~`` is up to three words of any kind. The
first word is the one that carries the stand. Written by hand, from what the language has.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.extraction.casting.columns import Columns
from claims.extraction.casting.page import Page
from claims.extraction.stances import words as w
from claims.extraction.stances.clauses import has_will, is_negated, is_question_or_condition, is_unable, phrase_of
from claims.extraction.stances.stand import Stand, is_paper, stand_at
from claims.extraction.types import Stance

_GAP = 3
_SAID = {
    Stance.DENIES: """
        have none of it/this/that
        beg to differ
        pick/poke ~ holes in
        see it/things/that/this differently
        remember it/things/that/events differently
        say no such thing
        fire/hit back at
        maintain/protest/proclaim/insist/declare ~ innocence
        laugh ~ out of court
        be at odds with
        fly in the face of
        be nothing in/to it/them/this/that/these/those
        be no truth/substance in/to
    """,
    Stance.REJECTS: """
        scoff/sneer at
        pour ~ scorn on
        pour/throw ~ cold water on/over
        heap scorn on
        give short shrift to
        take exception to
        push back on/against
        challenge ~ claim/claims/figure/figures/account/version/assertion/finding/findings/number/estimate/report
    """,
    Stance.CONFIRMS: """
        admit/concede/acknowledge/say/confirm as much
        bear out
        back/support ~ account/version/story/timeline/claim/claims/testimony/recollection
        vouch for
        give/tell ~ same account/story/version
    """,
    Stance.NO_ANSWER: """
        remain/stay/keep/be silent/mum/tight-lipped/quiet
        maintain ~ silence
        go unanswered/unreturned
        leave ~ unanswered/unreturned
        go ~ to/straight voicemail
        hang up
        slam ~ door
        put ~ phone down
        put down ~ phone
        ignore ~ request/requests/question/questions/email/emails/message/messages/call/calls/letter/letters
    """,
    Stance.DECLINED: """
        say/add only that
        keep ~ counsel
        refer ~ question/questions/inquiry/inquiries/enquiries/reporter/reporters/journalist/journalists to
        direct ~ question/questions/inquiry/inquiries/enquiries/reporter/reporters/journalist/journalists to
        have nothing ~ to add/say
        cut short ~ interview
        end ~ interview
        stonewall
        bat/wave/brush away/aside ~ question/questions
        plead the fifth
        invoke ~ right ~ silence
        keep ~ options/hypothesis/possibility/mind open
    """,
    Stance.NOT_CONFIRMED: """
        find/see no ~ trace/evidence/record/sign/proof/indication
        find nothing to
        reserve ~ judgment/judgement
    """,
}
_NOT_SAID = {
    Stance.DENIES: """
        have it/that
        recognise/recognize that/this/those/these/the/it/any
        be how
        be ~ recollection/memory/understanding/experience
        be what happened
        be so
        buy it/that/this
        stand/hold/add/stack up
    """,
    Stance.REJECTS: """
        accept that/this/it/the/those/these/any
        share that/this/the ~ view/assessment/analysis/interpretation
        agree
    """,
    Stance.NO_ANSWER: """
        pick up
        react
        get back to
        be ~ available
        be ~ located
        locate
        trace
        track
        find for
        come to the door/phone
        answer ~ phone/door/call/calls
        take ~ call/calls
    """,
    Stance.DECLINED: """
        discuss
        comment on
        take ~ question/questions
        be drawn
        go into detail/details/specifics
        go beyond
        go into
        get into
    """,
    Stance.NOT_CONFIRMED: """
        establish whether/if/how/who/what/why/when
        vouch for
    """,
}
_PASSIVE = frozenset(("locate", "trace", "track"))
_AGAINST = frozenset((Stance.DENIES, Stance.REJECTS))
_OPEN = frozenset((Stance.NO_ANSWER, Stance.DECLINED))

Phrase = tuple[Stance, bool, tuple[frozenset[str] | None, ...]]


def _phrases() -> Iterator[tuple[str, Phrase]]:
    for negated, table in ((False, _SAID), (True, _NOT_SAID)):
        for stance, text in table.items():
            for line in text.split("\n"):
                steps = tuple(None if step == "~" else frozenset(step.split("/")) for step in line.split())
                for first in steps[0] or () if steps else ():
                    yield first, (stance, negated, steps)


PHRASES: dict[str, list[Phrase]] = {}
for _first, _phrase in _phrases():
    PHRASES.setdefault(_first, []).append(_phrase)


def idiom(page: Page, i: int) -> Stand | None:
    """The stand that a set phrase takes whose first word is at `i`; None for none."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") or is_question_or_condition(columns, i):
        return None
    for stance, negated, steps in PHRASES[columns.lemma[i].lower()]:
        end = _matched(columns, i, steps)
        if end < 0 or page.sentence[end] != page.sentence[i]:
            continue
        if (is_negated(columns, i) or (negated and is_unable(columns, i))) != negated:
            continue
        passive = any(columns.dep[c] == "auxpass" for c in columns.children[i])
        if (columns.lemma[i] in _PASSIVE) != passive and columns.lemma[i] in _PASSIVE:
            continue
        if negated and stance in _AGAINST and has_will(columns, i):
            continue  # "will not accept the offer": a plan, no word on what was said
        if stance is Stance.DECLINED and negated and any(columns.lower[c] == "never" for c in columns.children[i]):
            continue  # "never discussed it with her" tells what was
        stand = _pointed(page, stand_at(page, i, stance), end)
        if passive and not stand.party:
            stand.party = _subject(page, i)
        if stand.party and columns.lemma[i] == "be" and columns.lower[stand.party[-1]] in ("that", "this", "it"):
            # "that is not my recollection": whoever says so, of what was told last
            stand.party, stand.verb_is_plain = [], False
            stand.object, stand.topic, stand.anaphoric = -1, [], True
            return stand
        if columns.lower[end] == "up" and columns.lemma[i] in ("stand", "hold", "add", "stack"):
            # "the plan does not add up": whoever says so, of the plan
            stand.object = stand.party[-1] if stand.party else -1
            stand.topic, stand.party, stand.verb_is_plain = stand.party, [], False
            stand.anaphoric = stand.object >= 0 and columns.lower[stand.object] in w.ANAPHORS
            stand.about_claim = stand.object >= 0 and columns.lemma[stand.object].lower() in w.CLAIMS
            return stand if stand.anaphoric or stand.about_claim else None
        if stand.party and columns.lower[stand.party[-1]] == "there":
            stand.party, stand.verb_is_plain = [], False  # "there is nothing in it": whoever says so
            return stand
        if stand.party and columns.lower[stand.party[-1]] not in _NO_PARTY:
            return stand
    return None


_NO_PARTY = frozenset(("you", "one", "what", "which", "who", "nobody", "anyone", "that", "this"))


def _subject(page: Page, verb: int) -> list[int]:
    columns = page.columns
    subject = next((c for c in columns.children[verb] if columns.dep[c] in ("nsubjpass", "nsubj")), -1)
    return phrase_of(page, subject) if subject >= 0 else []


def _matched(columns: Columns, i: int, steps: tuple[frozenset[str] | None, ...]) -> int:
    """The token at which the phrase ends; -1 where the words are others."""
    at, gap = i, 0
    for step in steps[1:]:
        if step is None:
            gap = _GAP
            continue
        for k in range(at + 1, min(len(columns), at + 2 + gap)):
            if columns.lower[k] in step or columns.lemma[k].lower() in step:
                at, gap = k, 0
                break
        else:
            return -1
    return at


def _pointed(page: Page, stand: Stand, end: int) -> Stand:
    """The stand with what it is about: the noun or "it" after the phrase, or nothing but what was said before."""
    columns = page.columns
    stand.first, stand.last = min(stand.first, stand.verb), max(stand.last, end)
    stand.brands = stand.stance in _AGAINST
    if stand.stance in _OPEN:
        if columns.lemma[stand.verb] not in ("discuss", "comment"):
            stand.object, stand.topic, stand.has_clause, stand.anaphoric = -1, [], False, False
        return stand
    stand.has_clause = False
    start = end if columns.tag[end] in ("DT", "PRP") else end + 1
    noun = next(
        (
            k
            for k in range(start, min(len(columns), end + 7))
            if page.sentence[k] == page.sentence[end]
            and (columns.tag[k] in ("NN", "NNS") or columns.lower[k] in w.ANAPHORS)
        ),
        -1,
    )
    inside = stand.verb < end and columns.tag[end] in ("NN", "NNS") and stand.stance is not Stance.NOT_CONFIRMED
    target = end if inside and columns.lemma[end].lower() in w.STORIES | w.CLAIMS else noun
    if target < 0 or columns.lower[target] in w.ANAPHORS:
        stand.object, stand.topic, stand.anaphoric = target, [target] if target >= 0 else [], True
        return stand
    stand.object, stand.topic = target, phrase_of(page, target)
    lemma, low = columns.lemma[target].lower(), columns.lower[target]
    stand.about_claim = lemma in w.CLAIMS or is_paper(low)
    stand.whole = low in w.PLURAL_CLAIMS or "innocence" in (columns.lower[end], low)
    stand.anaphoric = any(columns.lower[k] in ("this", "that", "these", "those", "such") for k in stand.topic)
    return stand
