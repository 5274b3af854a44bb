"""Noun phrases that the verb of saying makes a claim of: "blamed X", "accused X of y", "called X a y"."""

from __future__ import annotations

from claims.extraction.claimtexts import verbs
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import is_mark
from claims.extraction.claimtexts.inflection import be
from claims.extraction.claimtexts.proposition import (
    Proposition,
    draft_of,
    finite_from_gerund,
    is_nominal,
    subject_case,
    top_level,
    verb_of,
    without_any,
)
from claims.extraction.claimtexts.setting import Setting, is_plural
from claims.extraction.claimtexts.units import Unit
from claims.extraction.types import Tense

_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "its", "his", "her", "their", "my", "our", "such", "all", "both"}
)
_POINTING = frozenset({"it", "them", "him", "this", "that"})
_PAIR = 2


def blamed(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "blaming the West (for x)" -> "the West is to blame (for x)"."""
    if setting.lemma not in verbs.BLAME:
        return None
    cut = top_level(columns, tokens, "for", "on")
    end = cut if cut is not None else len(tokens)
    if cut is not None and columns.lower[tokens[cut]] == "on":
        return None
    if not end or not is_nominal(columns, tokens[:end]):
        return None
    draft = draft_of(columns, tokens, unit)
    verb = be(plural=is_plural(columns, tokens[:end]), past_tense=False) + " to blame"
    if end < len(tokens):
        draft.put_before(tokens[end], verb)
    else:
        draft.replaced[tokens[-1]] = f"{columns.word[tokens[-1]]} {verb}"
    return Proposition(draft, unit.root, Tense.PRESENT)


def accused(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "accused X of hiding y" -> "X hid y"; "accused X of fraud" -> "there was fraud by X"."""
    if setting.lemma not in verbs.ACCUSE:
        return None
    cut = top_level(columns, tokens, "of")
    if cut is None or not cut or cut + 1 >= len(tokens) or not is_nominal(columns, tokens[:cut]):
        return None
    who, deed = tokens[:cut], [t for t in tokens[cut + 1 :] if not is_mark(columns, t)]
    draft = draft_of(columns, tokens, unit)
    draft.leave_out(tokens[cut])
    when = next((n for n, t in enumerate(who) if n and columns.lower[t] == "on" and who[n + 1 :]), None)
    if when is not None and columns.lower[who[when + 1]].endswith("day"):
        draft.leave_out(*who[when : when + 2])  # the day of the accusation
    if finite_from_gerund(columns, draft, deed, plural=is_plural(columns, who), past_tense=setting.past):
        return Proposition(draft, verb_of(columns, deed), Tense.PAST)
    return None


def measured(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "put turnout at 41 per cent" -> "turnout is at 41 per cent"."""
    if setting.lemma not in verbs.PUT:
        return None
    cut = top_level(columns, tokens, "at", "on")
    if cut is None or not cut or not is_nominal(columns, tokens[:cut]):
        return None
    draft = draft_of(columns, tokens, unit)
    draft.put_before(tokens[cut], be(plural=is_plural(columns, tokens[:cut]), past_tense=setting.past))
    return Proposition(draft, unit.root, Tense.PAST if setting.past else Tense.PRESENT)


def labelled(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "called the offer an insult", "criticised the plan as unfair" -> "the offer is an insult" ..."""
    if setting.lemma not in verbs.LABEL:
        return None
    cut = next(
        (n for n, t in enumerate(tokens) if n and columns.lower[t] == "as" and _joins(columns, t, tokens[n - 1])), None
    )
    skip = cut is not None
    if cut is None and setting.lemma in verbs.LABEL_BARE:
        cut = _small_clause(columns, tokens)
    if cut is None or not cut or cut + skip >= len(tokens) or not is_nominal(columns, tokens[:cut]):
        return None
    rest = tokens[cut + skip :]
    if columns.tag[rest[0]] in ("VBG", "TO", "WRB", "IN"):
        return None
    if columns.tag[tokens[0]] == "PRP" and columns.lower[tokens[0]] not in (
        "it",
        "him",
        "her",
        "them",
        "me",
        "us",
        "you",
    ):
        return None
    draft = draft_of(columns, tokens, unit)
    if skip:
        draft.leave_out(tokens[cut])
    draft.put_before(rest[0], be(plural=is_plural(columns, tokens[:cut]), past_tense=False))
    subject_case(columns, draft, tokens[0])
    return Proposition(draft, unit.root, Tense.PRESENT)


def _joins(columns: Columns, token: int, previous: int) -> bool:
    return columns.lower[previous] not in ("such", "well", "as", "soon", "far", "long", "same") and not (
        columns.tag[previous] in ("JJ", "RB") and columns.lower[previous] == "as"
    )


def _small_clause(columns: Columns, tokens: list[int]) -> int | None:
    """Where a noun phrase ends and a second one, or an adjective, begins right behind it."""
    if columns.lower[tokens[0]] in ("it", "them", "him") or len(tokens) == _PAIR:
        return 1 if len(tokens) > 1 and columns.lower[tokens[0]] in _POINTING else None
    for n in range(1, len(tokens)):
        here, before = tokens[n], tokens[n - 1]
        if is_mark(columns, before) and n > 1 and columns.tag[tokens[n - 2]] in _NOUN_TAGS | {"VBP", "VB", "PRP", "DT"}:
            return n
        if columns.lower[here] in ("a", "an") and columns.tag[before] in _NOUN_TAGS | {"VBP", "VB", "PRP", "DT", "VBG"}:
            return n
    last = tokens[-1]
    if len(tokens) > 1 and columns.tag[last] in ("JJ", "JJR") and columns.tag[tokens[-2]] in _NOUN_TAGS | {"PRP"}:
        return len(tokens) - 1
    return None


def existence(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "alleges fraud" -> "there was fraud"; "expects growth of 1.2 per cent" -> "there will be growth ..."."""
    root = unit.root
    if columns.tag[root] not in ("NN", "NNS") or not is_nominal(columns, tokens):
        return None
    determiners = {columns.lower[c] for c in columns.children[root] if columns.dep[c] in ("det", "poss")}
    has_owner = any(columns.dep[c] in ("poss",) for c in columns.children[root])
    if determiners & _DEFINITE or has_owner or any(columns.dep[t] == "cc" for t in tokens):
        return None
    draft = draft_of(columns, tokens, unit)
    plural = columns.tag[root] == "NNS"
    if setting.lemma in verbs.HAPPENED:
        draft.lead, tense = f"there {be(plural=plural, past_tense=True)}", Tense.PAST
    elif setting.lemma in verbs.WILL_BE or setting.lemma == "rule":
        draft.lead, tense = "there will be", Tense.FUTURE
    elif setting.lemma in verbs.IS_THERE:
        draft.lead, tense = f"there {be(plural=plural, past_tense=False)}", Tense.PRESENT
    elif setting.lemma == "deny" and setting.speaker is not None and determiners <= {"any", "a", "an"}:
        draft.lead, tense = f"there {be(plural=plural, past_tense=True)}", Tense.PAST
        draft.replaced[root] = f"{columns.word[root]} by {setting.speaker.words}"
    else:
        return None
    without_any(columns, draft, tokens)
    return Proposition(draft, root, tense)


def passive(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "a coup allegedly supported by the West": "a coup was supported by the West"."""
    root = unit.root
    if setting.head is None or columns.tag[setting.head] != "RB" or columns.tag[root] not in _NOUN_TAGS:
        return None
    deed = next((t for t in tokens if t > setting.head and columns.tag[t] == "VBN"), None)
    if deed is None or tokens[0] > setting.head or deed > setting.head + 2:
        return None
    draft = draft_of(columns, tokens, unit)
    draft.put_before(deed, be(plural=is_plural(columns, [root]), past_tense=True))
    return Proposition(draft, deed, Tense.PAST)
