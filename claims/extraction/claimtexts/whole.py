"""Contents that are no proposition, kept whole with who said them: orders, questions, exclamations, bare phrases."""

from __future__ import annotations

from claims.extraction.claimtexts import relatives
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import Draft, is_mark
from claims.extraction.claimtexts.inflection import past, third_person
from claims.extraction.claimtexts.proposition import Proposition
from claims.extraction.claimtexts.setting import Setting
from claims.extraction.claimtexts.units import Unit

_AUXILIARIES = frozenset({"aux", "auxpass"})
_REACH = 8  # words between cue and content that are taken along ("told *the police* to leave")


def whole(columns: Columns, unit: Unit, setting: Setting) -> Proposition:
    """The speaker's words in the speaker's mouth: "Yasmin Kerr urged shoppers to unplug the model"."""
    if setting.quoted:
        return _quoted(columns, unit, setting)
    cue = _verb_words(columns, setting)
    if cue and (setting.speaker is None or _is_passive(columns, setting)):
        return _with_cue(columns, unit, setting)
    if setting.speaker is None or not cue or _stands_before(columns, unit, cue):
        return Proposition(Draft(columns, unit.tokens), unit.root, full=False)
    between = _between(columns, setting, unit)
    cue = [*_finite_before(columns, setting), *cue]
    tokens = [t for t in [*cue, *between, *unit.tokens] if t not in setting.source]
    draft = Draft(columns, list(dict.fromkeys(tokens)), lead=setting.speaker.words, with_commas=False)
    if columns.tag[unit.tokens[0]] == "WDT":
        noun = Draft(columns, list(unit.tokens))
        relatives.put_back(columns, noun)
        draft.order = [*cue, *between, *noun.order]
    _make_finite(columns, draft, cue, setting)
    head = setting.head if setting.head is not None else unit.root
    return Proposition(draft, head, full=False)


def _is_passive(columns: Columns, setting: Setting) -> bool:
    """ "a price has been suggested by brokers": the source stands behind the cue."""
    behind = bool(setting.source) and setting.source[0] > setting.cue[-1]
    return behind and setting.head is not None and columns.child(setting.head, "auxpass") is not None


def _with_cue(columns: Columns, unit: Unit, setting: Setting) -> Proposition:
    """Nobody speaks: "early screenshots were released", "the talks are expected to take place"."""
    head = setting.head
    assert head is not None
    if columns.tag[head] == "VBG" and not columns.has(head, _AUXILIARIES):
        return Proposition(Draft(columns, unit.tokens), unit.root, full=False)
    tokens = {*unit.tokens, *setting.cue}
    subject = columns.subject(head)
    if subject is not None and columns.sentence[subject] == columns.sentence[head]:
        phrase = columns.subtree(subject)
        tokens.update(phrase if len(phrase) <= _REACH else ())
    if setting.source:
        tokens.update(setting.source)
        tokens.update(c for c in columns.children[head] if columns.dep[c] == "agent")
    tokens.update(c for c in columns.children[head] if columns.dep[c] in ("aux", "auxpass", "neg", "prt"))
    return Proposition(Draft(columns, sorted(tokens), with_commas=False), head, full=False)


def _stands_before(columns: Columns, unit: Unit, cue: list[int]) -> bool:
    """A content that opens its sentence, with the cue behind it, is a sentence by itself ("X will win, says Y")."""
    first = unit.tokens[0]
    if unit.tokens[-1] > cue[0]:
        return False
    before = first - 1
    while before >= 0 and columns.word[before].isspace():
        before -= 1
    return before < 0 or columns.sentence[first] == first or not columns.word[before][-1].isalnum()


def _verb_words(columns: Columns, setting: Setting) -> list[int]:
    if setting.head is None or not setting.cue:
        return []
    before = bool(setting.source) and setting.source[-1] < setting.cue[0]
    before = before and columns.tag[setting.source[-1]] not in ("POS", "PRP$")
    is_verb = columns.tag[setting.head].startswith("VB")
    return setting.cue if is_verb or (before and columns.tag[setting.cue[0]] in ("NNS", "NN", "JJ")) else []


def _between(columns: Columns, setting: Setting, unit: Unit) -> list[int]:
    """Words of the cue's sentence between cue and content, if few."""
    last, first = setting.cue[-1], unit.tokens[0]
    if not last < first <= last + _REACH or columns.sentence[last] != columns.sentence[first]:
        return []
    return [t for t in range(last + 1, first) if columns.dep[t] != "punct" and not columns.word[t].isspace()]


def _finite_before(columns: Columns, setting: Setting) -> list[int]:
    """ "has yet", "refused" before a cue that begins with "to"."""
    first = setting.cue[0]
    if columns.tag[first] not in ("TO", "VB") or not setting.source or not setting.source[-1] < first:
        return []
    words = [t for t in range(setting.source[-1] + 1, first) if columns.word[t] not in (",", " ")]
    return words if len(words) <= _REACH else []


def _make_finite(columns: Columns, draft: Draft, cue: list[int], setting: Setting) -> None:
    head = setting.head
    assert head is not None and setting.speaker is not None
    if columns.tag[head] == "VBG" and not any(columns.tag[t] in ("VBZ", "VBP", "VBD", "MD") for t in cue):
        lemma = columns.lemma[head]
        draft.replaced[head] = past(lemma) if setting.past or setting.speaker.plural else third_person(lemma)
        if setting.speaker.plural and not setting.past:
            draft.replaced[head] = lemma


def _quoted(columns: Columns, unit: Unit, setting: Setting) -> Proposition:
    """The quotation in its own words, with who said it in front."""
    tokens = [t for t in unit.tokens if not is_mark(columns, t)] or unit.tokens
    draft = Draft(columns, tokens)
    if setting.speaker is None:
        return Proposition(draft, unit.root, full=False)
    verb = " ".join(columns.word[t] for t in _verb_words(columns, setting)) or "said"
    draft.lead = f"{setting.speaker.words} {verb}:"
    draft.replaced[tokens[0]] = "“" + columns.word[tokens[0]]
    last = tokens[-1]
    while len(tokens) > 1 and columns.dep[last] == "punct" and columns.word[last] not in "?!":
        tokens.pop()
        last = tokens[-1]
    draft.replaced[last] = (draft.replaced.get(last) or columns.word[last]) + "”"
    return Proposition(draft, unit.root, full=False, verbatim=True)
