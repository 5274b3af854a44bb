"""Infinitives and participles made finite: "expects X to do y", "promised to do y", "denies doing y"."""

from __future__ import annotations

from claims.extraction.claimtexts import verbs
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import Draft, is_mark
from claims.extraction.claimtexts.inflection import third_person
from claims.extraction.claimtexts.proposition import (
    Proposition,
    draft_of,
    finite_from_gerund,
    is_nominal,
    subject_case,
    verb_of,
    without_any,
)
from claims.extraction.claimtexts.setting import Setting, is_plural
from claims.extraction.claimtexts.units import Unit
from claims.extraction.types import Tense

_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})


def infinitive(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "X to do y" after expect, believe, is said; "to do y" after promise, claim."""
    to = next((n for n, t in enumerate(tokens) if columns.tag[t] == "TO" and _opens(columns, t, unit, tokens)), None)
    if to is None or to + 1 >= len(tokens):
        return None
    before = [t for t in tokens[:to] if not is_mark(columns, t) and columns.lower[t] != "not"]
    negated = columns.lower[tokens[to - 1]] == "not" if to else False
    verb = next((t for t in tokens[to + 1 :] if columns.tag[t] == "VB"), tokens[to + 1])
    if not columns.word[verb][0].isalpha():
        return None
    draft = draft_of(columns, tokens, unit)
    draft.leave_out(tokens[to])
    if before and is_nominal(columns, before) and not any(columns.tag[t] in _FINITE_TAGS for t in before):
        return _raised(columns, draft, before, verb, setting, negated=negated)
    if not before and setting.speaker is not None:
        return _own_infinitive(columns, draft, verb, setting, negated=negated)
    return None


def _opens(columns: Columns, to: int, unit: Unit, tokens: list[int]) -> bool:
    verb = columns.head[to]
    if columns.tag[verb] in _NOUN_TAGS and verb == to + 1:
        return True  # "the outbreak to peak": a verb taken for a noun
    return verb == unit.root or verb in unit.others or columns.head[verb] == unit.root or to == tokens[0]


def _raised(
    columns: Columns, draft: Draft, subject: list[int], verb: int, setting: Setting, *, negated: bool
) -> Proposition | None:
    plural = is_plural(columns, subject)
    if setting.lemma in verbs.EXPECT:
        draft.put_before(verb, "will")
        subject_case(columns, draft, subject[0])
        return Proposition(draft, verb, Tense.FUTURE)
    if setting.lemma not in verbs.BELIEVE:
        return None
    lemma = columns.lemma[verb]
    if negated and lemma not in ("be", "have"):
        return None
    draft.replaced[verb] = _present(lemma, plural=plural)
    if negated:
        mark = next(t for t in draft.order if columns.lower[t] == "not" and t < verb)
        draft.leave_out(mark)
        draft.replaced[verb] += " not"
    subject_case(columns, draft, subject[0])
    return Proposition(draft, columns.head[verb] if columns.dep[verb] == "aux" else verb, _perfect(columns, verb))


def _perfect(columns: Columns, verb: int) -> Tense:
    is_perfect = columns.lemma[verb] == "have" and columns.dep[verb] == "aux"
    return Tense.PAST if is_perfect else Tense.PRESENT


def _present(lemma: str, *, plural: bool) -> str:
    if lemma == "be":
        return "are" if plural else "is"
    return lemma if plural else third_person(lemma)


def _own_infinitive(
    columns: Columns, draft: Draft, verb: int, setting: Setting, *, negated: bool
) -> Proposition | None:
    speaker = setting.speaker
    assert speaker is not None
    if setting.lemma in verbs.COMMIT:
        draft.lead = f"{speaker.words} will"
        return Proposition(draft, verb, Tense.FUTURE, negated=negated or None)
    if setting.lemma in verbs.OWN_DEED and columns.lemma[verb] in ("have", "be") and not negated:
        draft.lead = speaker.words
        draft.replaced[verb] = _present(columns.lemma[verb], plural=speaker.plural)
        return Proposition(draft, verb, _perfect(columns, verb))
    return None


def participle(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "denies removing records" -> "X removed records"; "recalled Y carrying boxes" -> "Y carried boxes"."""
    first = tokens[0]
    if columns.tag[first] == "VBG" or (
        columns.lower[first] == "not" and len(tokens) > 1 and columns.tag[tokens[1]] == "VBG"
    ):
        if setting.speaker is None:
            return None
        draft = draft_of(columns, tokens, unit)
        if setting.lemma in verbs.OWN_DEED:
            draft.lead = setting.speaker.words
            if finite_from_gerund(columns, draft, tokens, plural=setting.speaker.plural, past_tense=setting.past):
                without_any(columns, draft, tokens)
                return Proposition(draft, verb_of(columns, tokens), Tense.PAST)
        if setting.lemma == "rule" and columns.lemma[first] != "have":
            draft.lead = f"{setting.speaker.words} will"
            draft.replaced[first] = columns.lemma[first]
            without_any(columns, draft, tokens)
            return Proposition(draft, first, Tense.FUTURE)
        return None
    if setting.lemma not in verbs.WITNESS:
        return None
    cut = next(
        (
            n
            for n, t in enumerate(tokens)
            if n and columns.tag[t] == "VBG" and columns.dep[t] in ("advcl", "acl", "ccomp", "xcomp", "pcomp")
        ),
        None,
    )
    if (
        cut is None
        or not is_nominal(columns, tokens[:cut])
        or columns.lower[tokens[cut - 1]] in ("by", "for", "of", "as")
    ):
        return None
    draft = draft_of(columns, tokens, unit)
    if not finite_from_gerund(columns, draft, tokens[cut:], plural=is_plural(columns, tokens[:cut]), past_tense=True):
        return None
    subject_case(columns, draft, tokens[0])
    return Proposition(draft, tokens[cut], Tense.PAST)
