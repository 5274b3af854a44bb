"""Finding names in a text: runs of capitalised words, with the titles and offices that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extraction.casting.given import gender_of_name, is_given
from claims.extraction.casting.page import Page
from claims.extraction.casting.places import ADJECTIVES, CAPITALS, HOUSES, LONGEST_PLACE, STATES
from claims.extraction.casting.roles import BODIES, LEGAL_FORMS, ORGANISATION_WORDS, PEOPLE, TITLES, takes_of

_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter ramadan i i'm i've i'd i'll q a am pm bst gmt est edt
    utc ps ok no yes covid covid-19 brexit jan feb mar apr jun jul aug sept sep oct nov dec mon tue
    tues wed thu thur thurs fri sat sun jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. breaking
    live update exclusive watch analysis opinion read
    """.split()
)  # fmt: skip
_PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ter ten bin ibn al el y e af av zu zur st".split()
)
_PARTS_OF_STATES = frozenset(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri
    montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin
    wyoming ala ariz ark calif colo conn del fla ill ind kan ky la md mass mich minn miss mo mont neb nev okla
    ore pa tenn tex vt va wash wis wyo england scotland wales ulster bavaria catalonia quebec ontario ala. ariz.
    ark. calif. colo. conn. del. fla. ill. ind. kan. ky. la. md. mass. mich. minn. miss. mo. mont. neb. nev.
    okla. ore. pa. tenn. tex. vt. va. wash. wis. wyo. d.c. n.y. n.j. n.c. s.c. n.d. s.d. n.h. n.m. w.va. r.i.
    """.split()
)
_REGIONAL = frozenset(
    """
    western eastern northern southern european asian african arab american latin nordic baltic balkan caribbean
    catholic muslim christian jewish islamic protestant orthodox anglican kurdish catalan basque bavarian
    parisian
    """.split()
)
_NAME_ENTITIES = frozenset(("PERSON", "ORG", "GPE", "FAC", "NORP", "LOC"))
_NOT_TITLES_IN = frozenset(
    "motors electric dynamics mills hospital college school street road avenue square stadium".split()
)
_TITLES_OF = frozenset(
    "secretary minister speaker chief director leader chancellor commissioner president head dean".split()
)
_PLACE_BEFORE = frozenset(("in", "near", "outside", "around", "across"))
_TRADES = ("er", "or", "ist", "ian", "man", "woman", "eur")
_AFTER_NAMES = frozenset("KC QC SC MP MSP MEP TD MBE OBE CBE KBE DBE PhD MD Jr Sr JP FRS Esq Jnr Snr".split())
_HUNG_ON = frozenset(
    "born based led owned style backed listed bound run made trained educated like area wide era speaking".split()
)
_SITES = frozenset(
    "works plant plants factory factories mill mine mines site sites branch refinery smelter depot yard quarry".split()
)
_HYPHENS = frozenset(("-", "‐", "‑"))


@dataclass(slots=True)
class Name:
    """One place where a text writes a name. Token indices are inclusive."""

    first: int
    last: int
    words: tuple[str, ...]  # without titles: ("Vladimir", "Putin")
    start: int  # token where the words without titles begin
    titles: tuple[str, ...] = ()  # capitalised words before: ("Russian", "President")
    role: str = ""  # office or description beside the name, small letters: "chief executive", "lawyer"
    role_head: str = ""  # its head noun
    role_at: tuple[int, int] | None = None  # tokens of the role that stands apart: "the prime minister"
    evidence: dict[str, float] = field(default_factory=dict)  # person, body, place
    gender: str = ""
    gender_is_sure: bool = False  # a title or office says it, not the first name alone
    further: list[tuple[str, str]] = field(default_factory=list)  # more offices beside it: phrase, head noun
    age: str = ""
    definite: bool = False  # "the" stands before


def find_names(page: Page) -> list[Name]:
    """All names in the order of the text, places included. One pass."""
    found: list[Name] = []
    seen = _seen_inside(page)
    i, n = 0, len(page)
    datelines = _datelines(page)
    words = page.columns.word
    while i < n:
        word = words[i]
        if not (word[0].isupper() or word[1:2].isupper()) or not _may_start(page, i, seen):
            i += 1
            continue
        last = _extent(page, i)
        run = _names_of_run(page, i, last)
        for name in run:
            if i in datelines or name.words[-1].casefold() in _PARTS_OF_STATES:
                name.evidence = {"place": 6.0}
                name.gender = ""
        found.extend(run)
        i = last + 1
    return found


def _datelines(page: Page) -> set[int]:
    """Tokens of "TULSA, Okla. — " and "KYIV, Aug 24 (Northline) -" at the start of a line."""
    columns = page.columns
    found: set[int] = set()
    for i, word in enumerate(columns.word):
        if (i and page.line[i] == page.line[i - 1]) or not word.isalpha():
            continue
        if columns.tag[i] == "_SP" or len(word) < 3 or not page.given[columns.start[i] : columns.end[i]].isupper():
            continue
        for k in range(i + 1, min(len(columns), i + 14)):
            if page.line[k] != page.line[i] or columns.word[k] == ":":
                break
            if columns.word[k] in ("—", "–", "-", "--"):
                found.update(range(i, k))
                break
    return found


def _seen_inside(page: Page) -> set[str]:
    """Capitalised words that stand somewhere else than at the start of a sentence."""
    columns = page.columns
    return {
        columns.word[i]
        for i in range(1, len(page))
        if columns.word[i][:1].isupper()
        and page.sentence[i] == page.sentence[i - 1]
        and columns.word[i - 1][-1:].isalnum()
    }


def _capital(word: str) -> bool:
    return word[:1].isupper() or (len(word) > 2 and word[1:2].isupper())


def _may_start(page: Page, i: int, seen: set[str]) -> bool:
    columns = page.columns
    word = columns.word[i]
    if not _capital(word) or not word[0].isalnum() or (columns.lower[i] in _CALENDAR and not _is_jan(page, i)):
        return False
    tag = columns.tag[i]
    low = columns.lower[i]
    if low in ("the", "a", "an"):
        return False
    proper = tag in ("NNP", "NNPS") or columns.entity[i] in _NAME_ENTITIES
    before = page.before(i)
    inside = before >= 0 and page.sentence[before] == page.sentence[i] and columns.word[before][-1:].isalnum()
    if low in STATES or low in CAPITALS or low in ADJECTIVES or low in HOUSES:
        return proper or inside or tag in ("JJ", "NN", "NNS")
    if inside:
        return proper or (tag not in ("PRP", "PRP$", "DT", "IN", "CC", "RB", "MD", "WRB") and low not in PEOPLE)
    if low in TITLES and _capital(_word(page, page.after(i))):
        return True
    if low in _TITLES_OF and _word(page, i + 1) == "of" and _capital(_word(page, i + 2)):
        return True
    following = page.after(i)
    continues = following < len(page) and _capital(_word(page, following)) and page.line[following] == page.line[i]
    if is_given(word) and continues:
        return True
    if not proper:
        return word in seen and tag not in ("PRP", "PRP$", "DT", "IN", "CC", "RB", "MD", "WRB", "WP", "WDT", "EX")
    return continues or word in seen or not (low in PEOPLE or low in BODIES or tag == "NNPS")


def _word(page: Page, i: int) -> str:
    return page.columns.word[i] if i < len(page) else ""


def _goes_on(page: Page, i: int) -> bool:
    """Whether token i can be a further word of a name."""
    columns = page.columns
    word = columns.word[i]
    if not _capital(word) or not word[0].isalnum():
        return False
    if columns.tag[i] in ("PRP", "PRP$", "MD", "WP", "WDT", "WRB") or columns.lower[i] in ("the", "i"):
        return False
    return columns.lower[i] not in _CALENDAR or columns.lower[i] in ("may", "april", "june", "august")


def _is_jan(page: Page, i: int) -> bool:
    """ "Jan Holl": the first name, not the month ("Jan 12")."""
    columns = page.columns
    if columns.word[i] != "Jan" or i + 1 >= len(columns):
        return False
    following = columns.word[i + 1]
    return following[:1].isupper() and following.isalpha() and columns.tag[i + 1] == "NNP"


def _extent(page: Page, i: int) -> int:
    """The last token of the run that starts at i."""
    columns, n = page.columns, len(page)
    last = i
    while True:
        j = last + 1
        if j >= n or page.line[j] != page.line[i] or columns.tag[j] == "_SP":
            return last
        word, low = columns.word[j], columns.lower[j]
        if _goes_on(page, j) and page.sentence[j] == page.sentence[i]:
            last = j
        elif word in _HYPHENS and j + 1 < n and columns.end[j - 1] == columns.start[j] == columns.start[j + 1] - 1:
            if columns.lower[j + 1] in _HUNG_ON:
                return last
            last = j + 1
        elif word == "." and len(columns.word[j - 1]) == 1 and j + 1 < n and _goes_on(page, j + 1):
            last = j + 1
        elif (step := _joined(page, i, last, j, low)) > j:
            last = step
        else:
            return last


def _joined(page: Page, i: int, last: int, j: int, low: str) -> int:
    """The last token if a small word at j joins two parts of one name; j if not."""
    columns, n = page.columns, len(page)
    if j + 1 >= n or page.line[j + 1] != page.line[i]:
        return j
    following = columns.word[j + 1]
    if low == "&" and _capital(following):
        return j + 1
    if low in _PARTICLES and columns.word[j].islower():
        if _goes_on(page, j + 1):
            return j + 1
        if columns.lower[j + 1] in _PARTICLES and j + 2 < n and _goes_on(page, j + 2):
            return j + 2
        return j
    if low == "of" and columns.lower[j - 1] in _TITLES_OF and _goes_on(page, j + 1):
        return j + 1
    if low in ("of", "for") and any(takes_of(columns.lower[k]) for k in range(i, last + 1)):
        if _goes_on(page, j + 1):
            return j + 1
        if columns.lower[j + 1] == "the" and j + 2 < n and _goes_on(page, j + 2):
            return j + 2
    if low == "and" and _goes_on(page, j + 1) and any(columns.lower[k] in ("of", "for") for k in range(i, last)):
        return j + 1 if any(takes_of(columns.lower[k]) for k in range(i, last)) else j
    return j


def _names_of_run(page: Page, first: int, last: int) -> list[Name]:
    """One run as names: a place in front of a name ("US President X", "Germany Olaf") is split off."""
    columns = page.columns
    low = columns.lower
    titles = [k for k in range(first, last) if low[k].rstrip(".") in TITLES or _introduces(page, k, first, last)]
    cut = first
    if titles and low[last].rstrip(".") not in ORGANISATION_WORDS | _NOT_TITLES_IN and low[last] not in TITLES:
        cut = titles[-1] + 1
        if columns.word[cut] == ".":
            cut += 1
        if low[cut] == "of" and cut < last:
            cut = _after_of(page, cut + 1, last)
    if cut == first and last > first:
        cut = _after_adjective(page, first, last)
    while last > cut and columns.word[last].strip(".") in _AFTER_NAMES:
        last -= 1  # "Miriam Okafor KC"
    if cut > last:
        return []
    named_so = first == last and is_given(columns.word[first]) and not _has_determiner(page, first)
    if not named_so and all(low[k].rstrip(".") in TITLES or low[k] in ADJECTIVES for k in range(first, last + 1)):
        # "President" alone is an office, not a name; "Russian" alone is a people
        return _adjective(page, first, last)
    if _is_office(low[first : last + 1]):
        return []
    name = Name(first, last, tuple(_words(page, cut, last)), cut)
    name.titles = tuple(columns.word[k] for k in range(first, cut) if columns.word[k] != ".")
    _weigh(page, name)
    return [name]


def _is_office(words: list[str]) -> bool:
    """ "Prime Minister", "Shadow Transport Secretary": an office in capitals without the name of who holds it."""
    last = words[-1].rstrip(".")
    if len(words) < 2 or (last not in TITLES and last not in PEOPLE):
        return False
    return all(
        w.rstrip(".") in TITLES or w in PEOPLE or w in ADJECTIVES or w in _OFFICES or w in _HYPHENS for w in words
    )


_OFFICES = frozenset(
    """
    prime first shadow deputy vice assistant acting former interim outgoing junior senior permanent under lord lady
    foreign home finance financial transport transportation interior defence defense health education justice
    environment energy trade labour labor culture agriculture housing immigration economy economic industry business
    planning tourism fisheries development international security national federal state city county town district
    borough parish provincial regional police fire medical nursing executive operating technology information
    marketing legal human resources press communications parliamentary cabinet council municipal public works and
    attorney solicitor surgeon director-general managing returning electoral chief crown high court supreme
    presidential royal
    """.split()
)


def _has_determiner(page: Page, k: int) -> bool:
    before = page.before(k)
    return before >= 0 and page.columns.tag[before] in ("DT", "PRP$", "POS", "JJ")


def _introduces(page: Page, k: int, first: int, last: int) -> bool:
    """ "Survivor Solveig Ruud", "Chief Nurse Odessa Blount": a capital noun for people before two words."""
    columns = page.columns
    low = columns.lower[k]
    trade = low in PEOPLE or (k == first and low.endswith(_TRADES) and is_given(columns.word[k + 1]))
    if not trade or is_given(columns.word[k]) or last - k < 2:
        return False
    return (
        k == first or columns.lower[k - 1] in TITLES or columns.lower[k - 1] in PEOPLE or is_given(columns.word[k + 1])
    )


def _after_of(page: Page, start: int, last: int) -> int:
    """Where the person's name begins in "Secretary of State Helen Marchetti": at a first name, or two words."""
    given = next((k for k in range(start + 1, last) if is_given(page.columns.word[k])), -1)
    if given >= 0:
        return given
    return last - 1 if last - start >= 2 else last + 1


def _adjective(page: Page, first: int, last: int) -> list[Name]:
    words = _words(page, first, last)
    whole = " ".join(words).casefold()
    if whole in ADJECTIVES and whole not in TITLES:
        kind = "place" if whole in STATES else "people"
        return [Name(first, last, tuple(words), first, evidence={kind: 4.0})]
    return []


def _after_adjective(page: Page, first: int, last: int) -> int:
    """Past "Dutch" in "Dutch Jan Smit": only if a first name follows."""
    columns = page.columns
    for length in (2, 1):
        head = " ".join(columns.lower[first : first + length])
        at = first + length
        if head in ADJECTIVES and at < last and is_given(columns.word[at]):
            return at
    return first


def _words(page: Page, first: int, last: int) -> list[str]:
    """Words of a name; what stands together without a blank is one word (Jean-Luc, O'Neill, J.)."""
    columns = page.columns
    words: list[str] = []
    for k in range(first, last + 1):
        if words and columns.start[k] == columns.end[k - 1]:
            words[-1] += page.given[columns.start[k] : columns.end[k]]
        else:
            words.append(page.given[columns.start[k] : columns.end[k]])
    return words


def _weigh(page: Page, name: Name) -> None:
    """Evidence of what the name is, from its own words and the entity label."""
    columns, evidence = page.columns, name.evidence
    low = [w.casefold() for w in name.words]
    whole = " ".join(low)
    before = page.before(name.first)
    name.definite = before >= 0 and columns.lower[before] == "the" and page.line[before] == page.line[name.first]
    if before >= 0 and columns.lower[before] in _PLACE_BEFORE and page.sentence[before] == page.sentence[name.first]:
        _add(evidence, "place", 1.5)
    label = columns.entity[name.last]
    if len(low) <= LONGEST_PLACE and (whole in STATES or whole in CAPITALS or whole in HOUSES):
        evidence["place"] = 4.0
    elif whole in ADJECTIVES or whole in _REGIONAL or whole.removesuffix("s") in ADJECTIVES:
        evidence["people"] = 5.0
    if _is_where_a_works_is(page, name):
        evidence["place"] = 4.0
    if label == "PERSON":
        _add(evidence, "person", 1.0)
    elif label in ("ORG", "FAC"):
        _add(evidence, "body", 1.0)
    elif label in ("GPE", "LOC"):
        _add(evidence, "place", 1.5)
    titles = [t.casefold().rstrip(".") for t in name.titles]
    if any(t in TITLES for t in titles):
        _add(evidence, "person", 4.0)
    legal = len(low) > 1 and name.words[-1] in LEGAL_FORMS and not " ".join(name.words).isupper()
    if legal or low[-1] in ORGANISATION_WORDS or "&" in low or (takes_of(low[0]) and "of" in low):
        _add(evidence, "body", 3.0)
    if name.words[-1].isupper() and len(name.words[-1]) > 1 and len(name.words) == 1:
        _add(evidence, "body", 2.0)
    if any(c.isupper() for c in name.words[0][2:]) and not name.words[0].startswith(
        ("Mc", "Mac", "O'", "O’", "De", "Fitz")
    ):
        _add(evidence, "body", 1.0)
    if len(low) > 1 and is_given(name.words[0]):
        _add(evidence, "person", 2.5)
    elif len(low) == 1 and is_given(name.words[0]):
        _add(evidence, "person", 1.0)
    elif len(low) in (2, 3):
        _add(evidence, "person", 0.5)
    if name.definite:
        _add(evidence, "body", 2.0)
    name.gender = gender_of_name(name.words[0]) if len(low) > 1 or evidence.get("person", 0) < 4 else ""


def _is_where_a_works_is(page: Page, name: Name) -> bool:
    """ "The Kelding works of Norvant Chemicals": the name before the noun says where, the one after "of" whose.

    "Its Kelding works" too, whatever the parser makes of "works".
    """
    columns, last = page.columns, name.last
    if len(name.words) > 1 or last + 1 >= len(page):
        return False
    if name.first and columns.tag[name.first - 1] == "PRP$" and columns.lower[last + 1] in _SITES:
        return True
    noun = columns.head[last]
    if columns.dep[last] not in ("compound", "nmod") or noun != last + 1:
        return False
    if columns.tag[noun] not in ("NN", "NNS") or columns.lower[noun] not in _SITES:
        return False
    owned = (c for of in columns.children[noun] if columns.lower[of] == "of" for c in columns.children[of])
    return any(columns.tag[c] in ("NNP", "NNPS") for c in owned)


def _add(evidence: dict[str, float], key: str, weight: float) -> None:
    evidence[key] = evidence.get(key, 0.0) + weight
