"""Words that speak against a claim: deny, reject, doubt, call a lie, "no such meeting"."""

from __future__ import annotations

from claims.extraction.casting.columns import Columns
from claims.extraction.casting.page import Page
from claims.extraction.stances import words as w
from claims.extraction.stances.clauses import (
    clause_of,
    controller,
    governor,
    has_will,
    is_negated,
    is_question_or_condition,
    phrase_of,
    says_neither,
    subject_of,
)
from claims.extraction.stances.stand import Stand, is_paper, phrase_ends, stand_at
from claims.extraction.types import Stance


def denial(page: Page, i: int) -> Stand | None:
    columns = page.columns
    low = columns.lemma[i].lower()
    if not columns.tag[i].startswith("VB") or is_question_or_condition(columns, i):
        return None
    if low in (
        "counter",
        "contest",
        "discount",
        "rubbish",
        "quash",
        "shun",
        "scotch",
        "belie",
        "negate",
    ) and not _verb_is_sure(columns, i):
        return None
    top = controller(columns, i)
    if top != i and columns.lemma[top] in w.REFUSE:
        return None  # "refused to deny" is found at "refused"
    if is_negated(columns, i) or (top != i and is_negated(columns, top)):
        if low == "deny" and (has_will(columns, i) or says_neither(columns, i)):
            # "would neither confirm nor deny it" is a refusal; "has neither confirmed nor denied it" leaves it open
            has = any(columns.lower[k] in ("has", "have", "had") for k in range(max(0, i - 6), i))
            left_open = (has or columns.tag[i] == "VBN") and not has_will(columns, i)
            return stand_at(page, i, Stance.NOT_CONFIRMED if left_open else Stance.DECLINED)
        return None
    rejects = low in w.NOT_ACCEPT
    stand = _noun_before(page, _apposed(page, stand_at(page, i, Stance.REJECTS if rejects else Stance.DENIES)))
    stand.brands = stand.brands or calls_something(columns, i)
    return stand


def calls_something(columns: Columns, verb: int) -> bool:
    """ "Dismissed the estimate as campaign work": says what it is, and denies only that it is right."""
    if columns.lemma[verb].lower() not in ("dismiss", "reject", "denounce", "decry", "rubbish", "deride"):
        return False
    thing = next((c for c in columns.children[verb] if columns.dep[c] == "dobj" and c > verb), -1)
    near = [*columns.children[verb], *(columns.children[thing] if thing >= 0 else [])]
    return any(columns.lower[c] == "as" and columns.dep[c] == "prep" and c > max(verb, thing) for c in near)


def _apposed(page: Page, stand: Stand) -> Stand:
    """ ", a figure the council's engineers dispute": what stands between noun and verb is the party, whatever the parse
    makes of it."""
    columns = page.columns
    for k in range(stand.verb - 2, max(0, stand.verb - 14), -1):
        if page.sentence[k] != page.sentence[stand.verb] or columns.word[k] in (",", ";", "–", "—", '"', "”", "“"):
            return stand
        if columns.lemma[k].lower() in w.CLAIMS and columns.lower[k - 1] in ("a", "an", "something"):
            between = range(k + 1, stand.verb)
            party = [m for m in between if columns.tag[m] not in ("RB", "MD", "WDT") and not _helps(columns, m)]
            opens = page.before(k - 1)
            if not party or opens < 0 or columns.word[opens] not in (",", "–", "—", "-", ";", "("):
                return stand
            if columns.lower[party[0]] in ("of", "that", "about", "from", "by", "who", "which", "to"):
                return stand
            stand.party, stand.object, stand.topic, stand.anaphoric, stand.about_claim = party, k, [k], True, False
            stand.first = min(stand.first, party[0])
            return stand
    return stand


def _noun_before(page: Page, stand: Stand) -> Stand:
    """ ", a claim disputed by Athens": the noun that the participle describes is what is answered."""
    columns, noun = page.columns, page.columns.head[stand.verb]
    if columns.dep[stand.verb] != "acl" or columns.tag[stand.verb] != "VBN" or not stand.party:
        return stand
    comma = page.before(noun - 1)
    if columns.lemma[noun].lower() not in w.CLAIMS or columns.lower[noun - 1] not in ("a", "an"):
        return stand
    if comma < 0 or columns.word[comma] not in (",", "–", "—", "-", ";"):
        return stand
    stand.object, stand.topic, stand.anaphoric, stand.has_clause = noun, [noun], True, False
    stand.first = min(stand.first, noun - 1)
    return stand


def _helps(columns: Columns, token: int) -> bool:
    return columns.lemma[token] in ("have", "be", "do") and columns.dep[token] in ("aux", "auxpass")


def doubt(page: Page, i: int) -> Stand | None:
    """ "doubts this", "doubts that he can keep his word": speaks against what was said, if that is at hand."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") or is_negated(columns, i) or columns.lemma[i] != "doubt":
        return None
    stand = stand_at(page, i, Stance.DENIES)
    stand.brands = True
    return stand if stand.anaphoric or stand.has_clause else None


def no_such(page: Page, i: int) -> Stand | None:
    """ "insists no such assurance was given", "knew of no such agreement", "never had any such meeting"."""
    columns = page.columns
    before = columns.lower[i - 1] if i else ""
    if columns.lower[i + 1 : i + 2] == ["a"] and columns.lower[i + 2 : i + 3] == ["thing"]:
        before = "any"  # "would never say such a thing"
    if before not in ("no", "any"):
        return None
    verb = governor(columns, i)
    if verb < 0 or columns.lemma[verb] in w.DENY:
        return None
    near = columns.lower[max(0, i - 5) : i]
    if before == "any" and not is_negated(columns, verb) and not {"nothing", "no"} & set(near):
        return None
    stance = Stance.NOT_CONFIRMED if columns.lemma[verb] in w.REMEMBER else Stance.DENIES
    return Stand(stance, i, [], i - 1, clause_of(page, verb, [])[1], anaphoric=True, verb_is_plain=False)


def nothing_of_the_kind(page: Page, i: int) -> Stand | None:
    """ "He said nothing of the kind." """
    columns = page.columns
    if [w_.lower() for w_ in columns.word[i + 1 : i + 3]] != ["of", "the"] or columns.lower[i + 3 : i + 4] not in (
        ["kind"],
        ["sort"],
    ):
        return None
    return Stand(Stance.DENIES, i, [], i, min(i + 3, len(columns) - 1), anaphoric=True)


def otherwise(page: Page, i: int) -> Stand | None:
    """ "Two researchers say otherwise", "tell a different story", "begs to differ", "takes issue with that"."""
    columns = page.columns
    low = columns.lower[i]
    verb = columns.head[i] if low == "otherwise" else governor(columns, i)
    if low == "different":
        noun = columns.lower[i + 1] if i + 1 < len(columns) else ""
        if noun not in ("story", "account", "version", "view", "picture", "tale"):
            return None
        if verb < 0 or columns.lemma[verb] not in ("tell", "have", "give", "paint", "take", "offer"):
            return None
    elif low == "issue":
        if verb < 0 or columns.lemma[verb] != "take" or columns.lower[i + 1 : i + 2] != ["with"]:
            return None
    elif low == "differ":
        verb = i
        if columns.lower[max(0, i - 2)] not in ("beg", "begs", "begged"):
            return None
        verb = i - 2
    elif verb < 0 or columns.lemma[verb] not in w.SPEAK | {"show", "suggest", "indicate"}:
        return None
    elif low != "otherwise" and (columns.lower[i - 1] != "the" or columns.dep[i] not in ("dobj", "attr", "ccomp")):
        return None  # "said the opposite"
    stand = stand_at(page, verb, Stance.REJECTS if low == "issue" else Stance.DENIES)
    stand.anaphoric = True
    stand.brands = stand.contrary = True
    if low == "issue":
        within = range(i + 2, min(len(columns), i + 8))
        stand.object = next(
            (k for k in within if columns.tag[k] in ("NN", "NNS") or columns.lower[k] in w.ANAPHORS), -1
        )
        stand.topic = [stand.object] if stand.object >= 0 else []
    somebody = bool(stand.party) and columns.lower[stand.party[-1]] not in ("anyone", "anybody", "who", "you", "nobody")
    return stand if somebody else None


def never_happened(page: Page, i: int) -> Stand | None:
    """ "This never happened", "the meeting did not take place"."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") or not is_negated(columns, i) or is_question_or_condition(columns, i):
        return None
    if columns.lemma[i] == "take" and columns.lower[i + 1 : i + 2] != ["place"]:
        return None
    subject = subject_of(columns, i)
    if subject < 0:
        return None
    pointing = columns.lower[subject] in w.ANAPHORS or any(
        columns.lower[c] in ("the", "this", "that", "any", "such", "these", "those") for c in columns.children[subject]
    )
    if not pointing:
        return None
    anaphoric = columns.lower[subject] in w.ANAPHORS
    return Stand(Stance.DENIES, i, [], subject, i, object=subject, anaphoric=anaphoric, topic=phrase_of(page, subject),
                 verb_is_plain=False)  # fmt: skip


def nothing_wrong(page: Page, i: int) -> Stand | None:
    """ "Had done nothing wrong", "did no wrong": denies all that was held against him."""
    columns = page.columns
    if columns.lower[i + 1 : i + 2] != ["wrong"]:
        return None
    verb = governor(columns, i)
    if verb < 0 or columns.lemma[verb] != "do":
        return None
    first, last = clause_of(page, verb, [])
    return Stand(Stance.DENIES, verb, [], first, max(last, i + 1), whole=True, anaphoric=True, verb_is_plain=False)


def worthless(page: Page, i: int) -> Stand | None:
    """ "The accusation was without merit", "there is no truth in the report"."""
    columns = page.columns
    before = columns.lower[max(0, i - 3) : i]
    if not {"without", "no"} & set(before):
        return None
    verb = governor(columns, i)
    if verb < 0 and columns.lower[i - 1] in ("without", "no"):
        verb = columns.head[columns.head[i]]
    if verb < 0 or columns.lemma[verb] not in ("be", "have", "lack"):
        return None
    subject = subject_of(columns, verb)
    after = next(
        (
            k
            for k in range(i + 1, min(len(columns), i + 7))
            if columns.lower[k] in w.ANAPHORS or columns.lemma[k].lower() in w.CLAIMS
        ),
        -1,
    )
    target = after if after >= 0 else subject
    if target < 0:
        return None
    noun, low = columns.lemma[target].lower(), columns.lower[target]
    if noun not in w.CLAIMS and low not in w.ANAPHORS and not is_paper(low):
        return None
    stand = Stand(Stance.DENIES, verb, [], min(verb, target, i - 1), max(i, target), object=target, topic=[target])
    stand.anaphoric, stand.whole = low in w.ANAPHORS, low in w.PLURAL_CLAIMS
    stand.about_claim, stand.verb_is_plain = True, False
    return stand


def stands_by(page: Page, i: int) -> Stand | None:
    """ "Stands by its reporting": against whoever said that it is wrong."""
    columns = page.columns
    if columns.lower[i + 1 : i + 2] != ["by"] or not columns.tag[i].startswith("VB") or is_negated(columns, i):
        return None
    stand = stand_at(page, i, Stance.DENIES)
    own = any(
        columns.lower[k] in ("its", "his", "her", "their", "our", "my", "the")
        for k in range(i + 2, min(len(columns), i + 4))
    )
    stand.object, stand.has_clause, stand.anaphoric = -1, False, False
    return stand if own and stand.party else None


def mistaken_noun(page: Page, i: int) -> Stand | None:
    """ ", a charge Vroom rejects": the verb at the end that the tagger takes for a noun."""
    columns = page.columns
    if columns.tag[i].startswith("VB"):
        return None
    if page.after(i) < len(page) and columns.word[page.after(i)][:1].isalnum():
        return _before_that(page, i)
    for k in range(i - 2, max(0, i - 14), -1):
        if page.sentence[k] != page.sentence[i] or columns.word[k] in (",", ";"):
            return None
        if columns.lemma[k].lower() in w.CLAIMS and columns.lower[k - 1] in ("a", "an", "the"):
            party = [m for m in range(k + 1, i) if columns.lower[m] not in ("that", "which") and columns.tag[m] != "RB"]
            if not party:
                return None
            stance = Stance.REJECTS if columns.lower[i].startswith("reject") else Stance.DENIES
            return Stand(stance, i, party, party[0], i, object=k, anaphoric=True, topic=[k])
    return None


def _before_that(page: Page, i: int) -> Stand | None:
    """ "The engineers' union disputes that."."""
    columns, that = page.columns, page.after(i)
    if columns.lower[that] not in w.ANAPHORS or not phrase_ends(page, that) or columns.tag[i] not in ("NNS", "NNPS"):
        return None
    party: list[int] = []
    for k in range(i - 1, max(-1, i - 9), -1):
        if page.sentence[k] != page.sentence[i] or columns.word[k] in (",", ";", ":", "–", "—", '"', "“", "”"):
            break
        party.insert(0, k)
    while party and columns.lower[party[0]] in ("but", "and", "while", "although", "though", "yet"):
        party.pop(0)
    if not party or columns.tag[party[-1]] not in ("NN", "NNS", "NNP", "NNPS", "PRP"):
        return None
    stance = Stance.REJECTS if columns.lower[i].startswith("reject") else Stance.DENIES
    return Stand(stance, i, party, party[0], that, object=that, anaphoric=True, topic=[that])


def plea(page: Page, i: int) -> Stand | None:
    """ "pleaded not guilty to all charges"."""
    columns = page.columns
    if "guilty" not in columns.lower[i + 1 : i + 4] or "not" not in columns.lower[i + 1 : i + 3]:
        return None
    stand = stand_at(page, i, Stance.DENIES)
    stand.whole, stand.has_clause = True, False
    return stand


def branding(page: Page, i: int) -> Stand | None:
    """ "called the report a lie", "dismissed the findings as false"."""
    columns = page.columns
    if is_negated(columns, i) or not _false_nearby(page, i):
        return None
    stand = stand_at(page, i, Stance.DENIES)
    stand.brands = True
    following = page.after(i)
    if (
        following < len(page)
        and columns.lower[following] in ("this", "that", "it")
        and columns.tag[following + 1 :][:1] != ["NN"]
    ):
        stand.anaphoric, stand.object, stand.topic = True, following, [following]
    if stand.object < 0 and not stand.anaphoric:
        stand.object = _branded(page, i)
        stand.about_claim = stand.object >= 0
    return stand if stand.anaphoric or stand.about_claim or stand.object >= 0 else None


def _branded(page: Page, verb: int) -> int:
    """The noun right after "called", where the parser took "the figure absurd" for a clause."""
    columns = page.columns
    for k in range(verb + 1, min(len(columns), verb + 6)):
        if columns.tag[k] in ("NN", "NNS") or (columns.lower[k] in w.ANAPHORS and phrase_ends(page, k)):
            low = columns.lower[k]
            return k if low in w.ANAPHORS or columns.lemma[k].lower() in w.CLAIMS or is_paper(low) else -1
    return -1


def denial_noun(page: Page, i: int) -> Stand | None:
    """ "despite the firm's denials", "issued a denial"."""
    columns = page.columns
    owner = next((c for c in columns.children[i] if columns.dep[c] == "poss"), -1)
    by = next((c for c in columns.children[i] if columns.lower[c] in ("from", "by")), -1)
    if by >= 0:
        owner = next((c for c in columns.children[by] if columns.dep[c] == "pobj"), owner)
    if owner >= 0:
        stand = stand_at(page, i, Stance.DENIES)
        stand.party = phrase_of(page, owner)
        return stand
    verb = governor(columns, i)
    if verb >= 0 and columns.lemma[verb] in ("issue", "publish", "post", "repeat", "offer"):
        return stand_at(page, verb, Stance.DENIES)
    return None


def falsehood(page: Page, i: int) -> Stand | None:
    """ "said the memo was a forgery", "'That is a lie,' she said", "the claims are untrue"."""
    columns = page.columns
    be = columns.head[i]
    if columns.lemma[be] not in ("be", "'", "’s") and columns.lower[be] not in _BE:
        return None
    if columns.dep[i] not in ("attr", "acomp", "ccomp", "oprd"):
        return None
    negated = is_negated(columns, be)
    if negated != (columns.lower[i] in w.ASSURED):
        return None
    subject = subject_of(columns, be)
    if subject < 0:
        return None
    noun = columns.lemma[subject].lower()
    low = columns.lower[subject]
    if low == "it" and _says_what_is_not_true(page, be, i):
        return None
    claiming = [c for c in columns.children[subject] if columns.dep[c] == "acl" and columns.lemma[c] in _CLAIMING]
    if not (low in w.ANAPHORS | _ALL or noun in w.CLAIMS or is_paper(low) or claiming):
        return None
    if low in ("it", "they") and columns.lower[i] in ("wrong", "misleading", "wide"):
        return None
    if is_question_or_condition(columns, be):
        return None
    stand = Stand(Stance.DENIES, be, [], subject, i, object=subject)
    stand.anaphoric, stand.whole = low in w.ANAPHORS | {"they"}, low in w.PLURAL_CLAIMS or low in w.WHOLE
    stand.about_claim = noun in w.CLAIMS or is_paper(low)
    stand.topic = [subject, *claiming]
    return stand


def _says_what_is_not_true(page: Page, be: int, predicate: int) -> bool:
    """ "It is not true that the bank lost money", "it is a lie to say ...": a statement of its own, no answer."""
    columns, after = page.columns, page.after(predicate)
    if after + 1 < len(page) and page.sentence[after] == page.sentence[predicate]:
        to_say = columns.lower[after] == "to" and columns.lemma[after + 1] in w.SPEAK
        if to_say or columns.lower[after] == "that":
            return True
    clauses = [c for k in (be, predicate) for c in columns.children[k] if columns.dep[c] in ("ccomp", "csubj", "advcl")]
    return any(
        clause > predicate and any(columns.lower[m] == "that" and m > predicate for m in columns.children[clause])
        for clause in clauses
    )


_CLAIMING = frozenset("claim allege say suggest insist assert".split())  # "posts claiming that ... are false"
_ALL = frozenset(("they", "all", "everything", "none"))
_BE = frozenset(("'s", "’s", "'re", "’re", "is", "was", "are", "were", "be", "isn", "wasn"))


def has_particle(columns: Columns, i: int) -> bool:
    wanted = w.OFF[columns.lemma[i].lower()]
    near = {*range(i + 1, min(len(columns), i + 3)), *(c for c in columns.children[i] if i < c <= i + 7)}
    return columns.tag[i].startswith("VB") and any(columns.lower[k] in wanted for k in near)


def _verb_is_sure(columns: Columns, i: int) -> bool:
    return columns.tag[i] in ("VBD", "VBZ", "VBN") and any(
        columns.dep[c] in ("dobj", "nsubj", "nsubjpass") for c in columns.children[i]
    )


def _false_nearby(page: Page, verb: int) -> bool:
    columns = page.columns
    for k in range(verb + 1, min(len(columns), verb + 16)):
        if page.sentence[k] != page.sentence[verb]:
            return False
        if columns.lower[k] in w.FALSE:
            return not any(columns.lower[m] in w.NEGATIONS for m in range(max(verb, k - 2), k))
        if columns.tag[k] in ("VBD", "VBZ", "VBP") and k > verb + 1:
            return False
    return False
