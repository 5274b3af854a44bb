"""From a clause, infinitive, gerund or noun phrase to a full proposition; where no safe way is known, who said what."""

from __future__ import annotations

from itertools import pairwise

from claims.extraction.claimtexts import relatives, verbs
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import Draft, is_mark
from claims.extraction.claimtexts.edges import is_question, trim, without_addressee
from claims.extraction.claimtexts.infinitives import infinitive, participle
from claims.extraction.claimtexts.judged import accused, blamed, existence, labelled, measured, passive
from claims.extraction.claimtexts.proposition import Proposition, draft_of, without_any
from claims.extraction.claimtexts.setting import Setting
from claims.extraction.claimtexts.units import Unit

_HELD_BACK = frozenset("not n't n’t never declined refused yet unable cannot without unclear".split())
_PAIR = 2
_QUESTION_TAGS = frozenset({"WRB", "WP", "WDT", "WP$"})


def propose(columns: Columns, unit: Unit, setting: Setting) -> Proposition | None:
    """The best safe proposition of a unit; None for words that say nothing by themselves."""
    tokens = without_addressee(columns, unit, trim(columns, unit))
    if not tokens or is_question(columns, unit):
        return None
    carrier = columns.finite(unit.root)
    inside = set(tokens)
    subject = columns.subject(unit.root)
    if carrier is not None and carrier in inside and ((subject is not None and subject in inside) or unit.borrowed):
        return _clause(columns, unit, tokens, setting)
    if setting.quoted:
        return None
    for attempt in (blamed, accused, measured, infinitive, labelled, participle, passive, existence):
        found = attempt(columns, unit, tokens, setting)
        if found is not None:
            return found
    if _follows_that(columns, unit, tokens, setting):
        return Proposition(draft_of(columns, tokens, unit), unit.root)
    if carrier is not None and carrier in inside and subject is not None:
        return _with_outer_subject(columns, unit, tokens, subject)
    return None


def _follows_that(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> bool:
    """A content behind "that" is a clause, also where the parser has not seen its verb."""
    first = next((t for t in unit.tokens if not is_mark(columns, t)), None)
    opened = first is not None and columns.lower[first] == "that" and first < tokens[0]
    return opened and len(tokens) > _PAIR and bool(setting.cue) and setting.cue[-1] < tokens[0]


def _clause(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    first = tokens[0]
    if (
        columns.tag[first] in _QUESTION_TAGS
        and columns.dep[unit.root] != "relcl"
        and first != columns.subject(unit.root)
    ):
        return None
    if columns.tag[first] == "WP" and columns.dep[unit.root] == "ccomp":
        return None
    if columns.lower[first] == "if" and _asks(columns, unit, first, setting):
        tokens = tokens[1:]
    draft = draft_of(columns, tokens, unit)
    if setting.lemma in verbs.DENYING:
        without_any(columns, draft, tokens)
    relatives.put_back(columns, draft)
    _comma(columns, draft, tokens)
    return Proposition(draft, unit.root)


def _comma(columns: Columns, draft: Draft, tokens: list[int]) -> None:
    """The comma behind "If there is no deal", which stood with the words of saying that are gone."""
    for before, after in pairwise(tokens):
        if after > before + 1 and columns.word[before] != "," and columns.word[after] != ",":
            skipped = range(before + 1, after)
            opening = any(columns.dep[t] in ("mark", "advcl") for t in tokens if t <= before)
            if opening and any(columns.word[t] == "," for t in skipped):
                draft.after[before] = ","


def _asks(columns: Columns, unit: Unit, mark: int, setting: Setting) -> bool:
    after_cue = bool(setting.cue) and setting.cue[-1] < mark
    if columns.head[mark] != unit.root or not after_cue or columns.word[mark][0].isupper():
        return False
    frame = range(columns.sentence[setting.cue[0]], setting.cue[-1] + 1)
    held_back = any(columns.lower[t] in _HELD_BACK for t in frame)
    return setting.lemma in verbs.ASKING or (held_back and setting.lemma in verbs.TELLING)


def _with_outer_subject(columns: Columns, unit: Unit, tokens: list[int], subject: int) -> Proposition | None:
    """The clause's subject stands outside the content ("Clinton would not run"): it is taken along."""
    if columns.tag[subject] in _QUESTION_TAGS or not tokens[0] - 8 <= subject < tokens[0]:
        return None
    draft = draft_of(columns, tokens, unit)
    draft.order = [*columns.subtree(subject), *tokens]
    return Proposition(draft, unit.root)
