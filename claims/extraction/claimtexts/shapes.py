"""From a clause, infinitive, gerund or noun phrase to a full proposition; where no safe way is known, who said what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from claims.extraction.claimtexts import relatives, verbs
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import Draft, is_mark
from claims.extraction.claimtexts.inflection import be, past, past_of_participle, third_person
from claims.extraction.claimtexts.setting import Setting, is_plural
from claims.extraction.claimtexts.units import Unit, is_clause
from claims.extraction.types import Tense

_HELD = "not n't n’t never declined refused yet unable cannot without unclear"
_HELD_BACK = frozenset(_HELD.split())
_DATELINE = re.compile(r"[A-Z][A-Z. ’'-]+(?:,[^–—\n-]{1,40})?\s*(?:\([\w .]{2,30}\)\s*)?\s[–—-]+\s")
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EDGE_DEPS = frozenset({"punct", "cc"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "its", "his", "her", "their", "my", "our", "such", "all", "both"}
)
_POINTING = frozenset({"it", "them", "him", "this", "that"})
_PAIR = 2
_ADDRESSEE = 9  # words in front of "that" that may name who is told
_QUESTION_TAGS = frozenset({"WRB", "WP", "WDT", "WP$"})


@dataclass(slots=True)
class Proposition:
    """A clause ready for its references: its draft, its verb, and its tense where the rewriting has settled it."""

    draft: Draft
    root: int
    tense: Tense | None = None
    full: bool = True  # a proposition; else "who said what", kept whole
    negated: bool | None = None
    verbatim: bool = False  # a quotation that keeps its marks and its words


def propose(columns: Columns, unit: Unit, setting: Setting) -> Proposition | None:
    """The best safe proposition of a unit; None for words that say nothing by themselves."""
    tokens = _without_addressee(columns, unit, _trim(columns, unit))
    if not tokens or is_question(columns, unit):
        return None
    carrier = columns.finite(unit.root)
    inside = set(tokens)
    subject = columns.subject(unit.root)
    if carrier is not None and carrier in inside and ((subject is not None and subject in inside) or unit.borrowed):
        return _clause(columns, unit, tokens, setting)
    if setting.quoted:
        return None
    for attempt in (_blamed, _accused, _measured, _infinitive, _labelled, _participle, _passive, _existence):
        found = attempt(columns, unit, tokens, setting)
        if found is not None:
            return found
    if _follows_that(columns, unit, tokens, setting):
        return Proposition(_draft(columns, tokens, unit), unit.root)
    if carrier is not None and carrier in inside and subject is not None:
        return _with_outer_subject(columns, unit, tokens, subject)
    return None


def _follows_that(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> bool:
    """A content behind "that" is a clause, also where the parser has not seen its verb."""
    first = next((t for t in unit.tokens if not is_mark(columns, t)), None)
    opened = first is not None and columns.lower[first] == "that" and first < tokens[0]
    return opened and len(tokens) > _PAIR and bool(setting.cue) and setting.cue[-1] < tokens[0]


def _trim(columns: Columns, unit: Unit) -> list[int]:
    """Tokens without quotation marks at the edges, joining words and complementisers in front."""
    tokens = unit.tokens
    low, high = 0, len(tokens)
    while high > low and (columns.dep[tokens[high - 1]] in _EDGE_DEPS or is_mark(columns, tokens[high - 1])):
        high -= 1
    if high - low > _PAIR + 2 and columns.word[tokens[high - 2]] == ";":
        high -= 2  # "...; it": the first word of what follows
    while low < high and _is_edge(columns, tokens[low], unit):
        low += 1
    if low + 2 < high and columns.lower[tokens[low]] == "as" and columns.lower[tokens[low + 1]] in ("if", "though"):
        low += 2  # "it seemed as though x"
    return without_opener(columns, tokens[low:high])


def without_opener(columns: Columns, tokens: list[int]) -> list[int]:
    """ "However, x", "But x", "LONDON, 5 Feb (Agency) - x": x. The words join the sentence to something outside it."""
    if tokens and columns.word[tokens[0]].isupper():
        line = _DATELINE.match(columns.text, columns.start[tokens[0]], columns.end[tokens[-1]])
        tokens = [t for t in tokens if line is None or columns.start[t] >= line.end()]
    if len(tokens) > 2 and columns.tag[tokens[0]] == "CC" and columns.lower[tokens[0]] in ("and", "but"):
        return without_opener(columns, tokens[1:])
    for n, token in enumerate(tokens[:4]):
        if columns.word[token] == "," and n + 2 < len(tokens):
            opener = " ".join(columns.lower[t] for t in tokens[:n])
            return tokens[n + 1 :] if opener in verbs.OPENERS else tokens
    return tokens


def _without_addressee(columns: Columns, unit: Unit, tokens: list[int]) -> list[int]:
    """ "(told) the Ledger that x", "(denied claims) online that x", "it (is feared) x": only x."""
    for n, token in enumerate(tokens[:_ADDRESSEE]):
        if columns.finite(token) is not None:
            break
        mark = columns.lower[token] == "that" and (columns.tag[token] == "IN" or columns.dep[token] == "mark")
        expletive = n == 0 and columns.lower[token] == "it" and columns.dep[token] in ("nsubjpass", "expl", "nsubj")
        if not (mark and n) and not (expletive and columns.head[token] not in tokens):
            continue
        rest = tokens[n + 1 :]
        while rest and (is_mark(columns, rest[0]) or columns.lower[rest[0]] == "that"):
            rest = rest[1:]
        inside = set(rest)
        verbs_there = [t for t in rest if is_clause(columns, t) and columns.subject(t) in inside]
        told = columns.head[token] if mark else -1
        top = [t for t in verbs_there if t == told or columns.dep[t] not in ("relcl", "advcl", "acl")]
        if top:
            unit.root = min(top, key=lambda t: (_steps(columns, t), t))
            unit.tokens = rest
            return rest
    return tokens


def _steps(columns: Columns, token: int) -> int:
    steps = 0
    while columns.head[token] != token and steps < 30:
        token, steps = columns.head[token], steps + 1
    return steps


def _is_edge(columns: Columns, token: int, unit: Unit) -> bool:
    if is_mark(columns, token) or columns.word[token] in ",;:.-–—•*…":
        return True
    if columns.dep[token] == "cc" or columns.lower[token] in ("and", "but"):
        return True
    if columns.dep[token] == "mark" and columns.lower[token] in ("that", "whether"):
        return columns.head[token] == unit.root or columns.lower[token] == "whether"
    return columns.lower[token] == "that" and (columns.tag[token] == "IN" or columns.dep[token] == "mark")


def is_question(columns: Columns, unit: Unit) -> bool:
    last = unit.tokens[-1]
    following = range(last, min(last + 3, len(columns)))
    ends = any(columns.word[t] == "?" for t in following if columns.sentence[t] == columns.sentence[last])
    return ends and columns.sentence[last] == columns.sentence[unit.root]


def _draft(columns: Columns, tokens: list[int], unit: Unit) -> Draft:
    return Draft(columns, [*unit.borrowed, *tokens])


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
    draft = _draft(columns, tokens, unit)
    if setting.lemma in verbs.DENYING:
        _without_any(columns, draft, tokens)
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
    draft = _draft(columns, tokens, unit)
    draft.order = [*columns.subtree(subject), *tokens]
    return Proposition(draft, unit.root)


def _blamed(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "blaming the West (for x)" -> "the West is to blame (for x)"."""
    if setting.lemma not in verbs.BLAME:
        return None
    cut = _top_level(columns, tokens, "for", "on")
    end = cut if cut is not None else len(tokens)
    if cut is not None and columns.lower[tokens[cut]] == "on":
        return None
    if not end or not _is_nominal(columns, tokens[:end]):
        return None
    draft = _draft(columns, tokens, unit)
    verb = be(plural=is_plural(columns, tokens[:end]), past_tense=False) + " to blame"
    if end < len(tokens):
        draft.put_before(tokens[end], verb)
    else:
        draft.replaced[tokens[-1]] = f"{columns.word[tokens[-1]]} {verb}"
    return Proposition(draft, unit.root, Tense.PRESENT)


def _accused(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "accused X of hiding y" -> "X hid y"; "accused X of fraud" -> "there was fraud by X"."""
    if setting.lemma not in verbs.ACCUSE:
        return None
    cut = _top_level(columns, tokens, "of")
    if cut is None or not cut or cut + 1 >= len(tokens) or not _is_nominal(columns, tokens[:cut]):
        return None
    who, deed = tokens[:cut], [t for t in tokens[cut + 1 :] if not is_mark(columns, t)]
    draft = _draft(columns, tokens, unit)
    draft.leave_out(tokens[cut])
    when = next((n for n, t in enumerate(who) if n and columns.lower[t] == "on" and who[n + 1 :]), None)
    if when is not None and columns.lower[who[when + 1]].endswith("day"):
        draft.leave_out(*who[when : when + 2])  # the day of the accusation
    if _finite_from_gerund(columns, draft, deed, plural=is_plural(columns, who), past_tense=setting.past):
        return Proposition(draft, _verb_of(columns, deed), Tense.PAST)
    return None


def _measured(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "put turnout at 41 per cent" -> "turnout is at 41 per cent"."""
    if setting.lemma not in verbs.PUT:
        return None
    cut = _top_level(columns, tokens, "at", "on")
    if cut is None or not cut or not _is_nominal(columns, tokens[:cut]):
        return None
    draft = _draft(columns, tokens, unit)
    draft.put_before(tokens[cut], be(plural=is_plural(columns, tokens[:cut]), past_tense=setting.past))
    return Proposition(draft, unit.root, Tense.PAST if setting.past else Tense.PRESENT)


def _labelled(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "called the offer an insult", "criticised the plan as unfair" -> "the offer is an insult" ..."""
    if setting.lemma not in verbs.LABEL:
        return None
    cut = next(
        (n for n, t in enumerate(tokens) if n and columns.lower[t] == "as" and _joins(columns, t, tokens[n - 1])), None
    )
    skip = cut is not None
    if cut is None and setting.lemma in verbs.LABEL_BARE:
        cut = _small_clause(columns, tokens)
    if cut is None or not cut or cut + skip >= len(tokens) or not _is_nominal(columns, tokens[:cut]):
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
    draft = _draft(columns, tokens, unit)
    if skip:
        draft.leave_out(tokens[cut])
    draft.put_before(rest[0], be(plural=is_plural(columns, tokens[:cut]), past_tense=False))
    _subject_case(columns, draft, tokens[0])
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


def _infinitive(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "X to do y" after expect, believe, is said; "to do y" after promise, claim."""
    to = next((n for n, t in enumerate(tokens) if columns.tag[t] == "TO" and _opens(columns, t, unit, tokens)), None)
    if to is None or to + 1 >= len(tokens):
        return None
    before = [t for t in tokens[:to] if not is_mark(columns, t) and columns.lower[t] != "not"]
    negated = columns.lower[tokens[to - 1]] == "not" if to else False
    verb = next((t for t in tokens[to + 1 :] if columns.tag[t] == "VB"), tokens[to + 1])
    if not columns.word[verb][0].isalpha():
        return None
    draft = _draft(columns, tokens, unit)
    draft.leave_out(tokens[to])
    if before and _is_nominal(columns, before) and not any(columns.tag[t] in _FINITE_TAGS for t in before):
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
        _subject_case(columns, draft, subject[0])
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
    _subject_case(columns, draft, subject[0])
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


def _participle(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "denies removing records" -> "X removed records"; "recalled Y carrying boxes" -> "Y carried boxes"."""
    first = tokens[0]
    if columns.tag[first] == "VBG" or (
        columns.lower[first] == "not" and len(tokens) > 1 and columns.tag[tokens[1]] == "VBG"
    ):
        if setting.speaker is None:
            return None
        draft = _draft(columns, tokens, unit)
        if setting.lemma in verbs.OWN_DEED:
            draft.lead = setting.speaker.words
            if _finite_from_gerund(columns, draft, tokens, plural=setting.speaker.plural, past_tense=setting.past):
                _without_any(columns, draft, tokens)
                return Proposition(draft, _verb_of(columns, tokens), Tense.PAST)
        if setting.lemma == "rule" and columns.lemma[first] != "have":
            draft.lead = f"{setting.speaker.words} will"
            draft.replaced[first] = columns.lemma[first]
            _without_any(columns, draft, tokens)
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
        or not _is_nominal(columns, tokens[:cut])
        or columns.lower[tokens[cut - 1]] in ("by", "for", "of", "as")
    ):
        return None
    draft = _draft(columns, tokens, unit)
    if not _finite_from_gerund(columns, draft, tokens[cut:], plural=is_plural(columns, tokens[:cut]), past_tense=True):
        return None
    _subject_case(columns, draft, tokens[0])
    return Proposition(draft, tokens[cut], Tense.PAST)


def _existence(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "alleges fraud" -> "there was fraud"; "expects growth of 1.2 per cent" -> "there will be growth ..."."""
    root = unit.root
    if columns.tag[root] not in ("NN", "NNS") or not _is_nominal(columns, tokens):
        return None
    determiners = {columns.lower[c] for c in columns.children[root] if columns.dep[c] in ("det", "poss")}
    has_owner = any(columns.dep[c] in ("poss",) for c in columns.children[root])
    if determiners & _DEFINITE or has_owner or any(columns.dep[t] == "cc" for t in tokens):
        return None
    draft = _draft(columns, tokens, unit)
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
    _without_any(columns, draft, tokens)
    return Proposition(draft, root, tense)


def _passive(columns: Columns, unit: Unit, tokens: list[int], setting: Setting) -> Proposition | None:
    """ "a coup allegedly supported by the West": "a coup was supported by the West"."""
    root = unit.root
    if setting.head is None or columns.tag[setting.head] != "RB" or columns.tag[root] not in _NOUN_TAGS:
        return None
    deed = next((t for t in tokens if t > setting.head and columns.tag[t] == "VBN"), None)
    if deed is None or tokens[0] > setting.head or deed > setting.head + 2:
        return None
    draft = _draft(columns, tokens, unit)
    draft.put_before(deed, be(plural=is_plural(columns, [root]), past_tense=True))
    return Proposition(draft, deed, Tense.PAST)


def _without_any(columns: Columns, draft: Draft, tokens: list[int]) -> None:
    """ "any records" under a denial is "records" in the proposition that is denied; "any deal" is "some deal"."""
    for token in tokens:
        if columns.lower[token] == "any" and columns.tag[token] == "DT":
            following = columns.lower[token + 1] if token + 1 < len(columns) else ""
            head = columns.head[token]
            draft.replaced[token] = "" if columns.tag[head] in ("NNS", "NNPS") or following == "such" else "some"
        elif columns.lower[token] == "ever":
            draft.leave_out(token)


def _finite_from_gerund(columns: Columns, draft: Draft, deed: list[int], *, plural: bool, past_tense: bool) -> bool:
    """Turn "(not) hiding", "having hidden", "being" into a finite verb; False where it cannot be done."""
    at = 1 if columns.lower[deed[0]] == "not" else 0
    if at >= len(deed) or columns.tag[deed[at]] != "VBG":
        return False
    verb = deed[at]
    lemma = {"having": "have", "being": "be"}.get(columns.lower[verb], columns.lemma[verb].lower())
    if at:
        if lemma in ("be", "have"):
            return False
        draft.replaced[deed[0]] = "did not"
        draft.replaced[verb] = lemma
        return True
    if lemma == "have" and at + 1 < len(deed) and columns.tag[deed[at + 1]] == "VBN":
        participle = deed[at + 1]
        finite = (
            be(plural=plural, past_tense=True)
            if columns.lemma[participle] == "be"
            else past_of_participle(columns.word[participle])
        )
        if finite is None:
            return False
        draft.leave_out(verb)
        draft.replaced[participle] = finite
        return True
    if lemma == "be":
        draft.replaced[verb] = be(plural=plural, past_tense=past_tense)
        return True
    if columns.lower[verb] == lemma:
        return False
    draft.replaced[verb] = past(lemma)
    return True


def _verb_of(columns: Columns, tokens: list[int]) -> int:
    return next((t for t in tokens if columns.tag[t].startswith("VB")), tokens[0])


def _top_level(columns: Columns, tokens: list[int], *words: str) -> int | None:
    """Index of the first preposition that hangs under the cue or the phrase's own head."""
    for n, token in enumerate(tokens):
        if n and columns.lower[token] in words and columns.tag[token] in ("IN", "RP", "TO"):
            return n
    return None


def _is_nominal(columns: Columns, tokens: list[int]) -> bool:
    """A noun phrase: no finite verb in it, and not headed by a preposition."""
    if columns.tag[tokens[0]] in ("IN", "TO", "VBG", "RB", "WRB", "WP", "WDT", "MD"):
        return False
    return any(columns.tag[t] in _NOUN_TAGS or columns.tag[t] in ("PRP", "DT") for t in tokens)


_NOMINATIVE = {"him": "he", "her": "she", "them": "they", "me": "I", "us": "we"}


def _subject_case(columns: Columns, draft: Draft, token: int) -> None:
    """An object pronoun that becomes a subject: him -> he."""
    if columns.tag[token] == "PRP" and columns.lower[token] in _NOMINATIVE and token not in draft.replaced:
        draft.replaced[token] = _NOMINATIVE[columns.lower[token]]
