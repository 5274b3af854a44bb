"""People spoken of by their office or a description: "the minister", "the boss of Frostline", "the 48-year-old"."""

from __future__ import annotations

import re

from claims.extraction.casting.cast import Cast, Entity, Role
from claims.extraction.casting.phrases import POSSESSIVE, Phrase
from claims.extraction.casting.pronouns import person_before
from claims.extraction.casting.roles import EPITHETS, PEOPLE, gender_of, singular
from claims.extraction.casting.salience import Memory
from claims.extraction.types import SpeakerKind

# Groups whose nouns stand for one another; in the others the noun itself must recur.
_TIGHT = frozenset(
    """
    boss minister lawmaker councillor spokesperson lawyer doctor scientist coach chair founder journalist priest
    teacher writer candidate
    """.split()
) | {"prime minister", "police officer", "vice president"}
# "His lawyer" is not whatever lawyer the text names: these need a possessor there too.
_RELATIONS = frozenset(
    """
    lawyer attorney solicitor barrister agent spokesman spokeswoman spokesperson aide adviser advisor assistant
    friend wife husband son daughter mother father mum dad brother sister cousin uncle aunt partner girlfriend
    boyfriend doctor coach colleague neighbour neighbor manager deputy secretary client supporter ally rival
    """.split()
)
_OF_SOMEBODY = frozenset(("his", "her", "their", "its", "'s", "’s", "of", "for", "to"))
_PLAIN = frozenset(
    "former ex new then old late own senior veteran acting young younger elder older local top leading".split()
)
_AGED = re.compile(r"^(\d{1,3})-year-old$")
_FAMILY = re.compile(r"^(?:mum|mom|mother|dad|father|grandmother|grandfather|parent|mum|gran)-of-\w+$")


def holder(cast: Cast, phrase: Phrase, token: int) -> tuple[Entity, float, str] | None:
    """Who holds the office that a definite phrase names: entity, confidence, reason."""
    if phrase.head in cast.phrases:
        return cast.phrases[phrase.head], 0.95, "named beside it"
    noun = singular(phrase.noun)
    possessed = phrase.owner >= 0 or phrase.determiner in POSSESSIVE
    modifiers = _modifiers(cast, phrase)
    of_whom = _whose(cast, phrase)
    best: tuple[tuple[int, int, int], Role] | None = None
    keys = [noun, phrase.noun] if phrase.noun != noun else [noun]
    if PEOPLE.get(noun, "") in _TIGHT and not phrase.plural:
        keys.append(f"={PEOPLE[noun]}")
    for role in (r for key in keys for r in cast.roles_near(key, token)):
        if role.entity.kind is not SpeakerKind.PERSON and not phrase.plural and role.entity.plural:
            continue
        match = _match(role, noun, plural=phrase.plural)
        if not match or not _agree(role, modifiers, of_whom):
            continue
        if possessed and noun in _RELATIONS and not role.words & _OF_SOMEBODY:
            continue
        earlier = role.token < token
        rank = (match, 1 if earlier else 0, role.token if earlier else -role.token)
        if best is None or rank > best[0]:
            best = (rank, role)
    if best is None:
        return None
    rank, role = best
    return role.entity, 0.9 if rank[0] > 1 and rank[1] else 0.7, f"office: {phrase.noun}"


def _match(role: Role, noun: str, *, plural: bool) -> int:
    """2: the same noun; 1: a noun of the same tight group; 0: neither."""
    if role.head == noun or (plural and singular(role.head) == noun):
        return 2
    if plural:
        return 0
    group = PEOPLE.get(noun, "")
    return 1 if group and group == role.group and group in _TIGHT else 0


def _modifiers(cast: Cast, phrase: Phrase) -> set[str]:
    low = cast.page.columns.lower
    begin = phrase.owner + 2 if phrase.owner >= 0 else phrase.begin
    inside = {low[k] for k in range(begin, phrase.head)}
    return {w for w in inside if w[0].isalnum()} - _PLAIN - set(phrase.noun.split())


def _whose(cast: Cast, phrase: Phrase) -> Entity | None:
    """Frostline in "Frostline's boss" and in "the boss of freezer giant Frostline"."""
    if phrase.owner >= 0:
        return cast.at.get(phrase.owner)
    rest = [k for k in phrase.tokens if k > phrase.head]
    if rest and cast.page.columns.lower[rest[0]] in ("of", "at"):
        return next((cast.at[k] for k in rest[:8] if k in cast.at), None)
    return None


def _agree(role: Role, modifiers: set[str], of_whom: Entity | None) -> bool:
    """Whether what limits the phrase does not speak against the office as the text gave it."""
    own = role.words - _PLAIN
    limits = own - set(role.head.split())
    if modifiers and limits and not modifiers & limits:
        return False
    if modifiers and not limits and not modifiers <= own and len(modifiers) > 1:
        return False
    if of_whom is not None and limits:
        words = set(of_whom.words)
        others = {w for w in role.words if w not in words and w[:1].isalpha()} - _PLAIN - set(role.head.split())
        named = words & role.words
        return bool(named) or not any(o.istitle() for o in others)
    return True


def described_person(
    cast: Cast, memory: Memory, phrase: Phrase, speaker: Entity | None = None
) -> tuple[Entity, float, str] | None:
    """The person at hand whom a description picks out: "the mum-of-two", "the 48-year-old", "the billionaire"."""
    page = cast.page
    words = _last_word(cast, phrase)
    aged = _AGED.match(words)
    if aged:
        entity = cast.aged.get(aged.group(1))
        if entity is not None:
            return entity, 0.95, f"age: {aged.group(1)}"
    family = bool(_FAMILY.match(words))
    age = next((m.group(1) for w in _hyphened(cast, phrase) if (m := _AGED.match(w))), "")
    born = any(w.endswith("-born") for w in _hyphened(cast, phrase))
    if phrase.plural or (phrase.determiner in POSSESSIVE or phrase.owner >= 0):
        return None
    if not (aged or family or age or born or phrase.noun in EPITHETS):
        return None
    noun = words.partition("-")[0] if family else phrase.noun
    # nobody calls himself "the star", and an age that is known must agree
    others = [e for years, e in cast.aged.items() if age and years != age]
    excluded = (*others, speaker) if speaker is not None else tuple(others)
    at = phrase.determiner_at if phrase.determiner_at >= 0 else phrase.head
    found = person_before(memory, at, gender_of(noun), excluded)
    if found is None or found[1] < -8 or page.sentence[phrase.head] == 0:
        return None
    return found[0], 0.7, f"description: {words}"


def _hyphened(cast: Cast, phrase: Phrase) -> list[str]:
    """Words joined by hyphens before the head: "51-year-old", "Leeds-born"."""
    text = cast.page.literal(phrase.begin, phrase.head).casefold()
    return [w for w in text.split() if "-" in w]


def _last_word(cast: Cast, phrase: Phrase) -> str:
    """The head with what is hung on it by hyphens: "mum-of-two"."""
    columns = cast.page.columns
    low, start, end = columns.lower, columns.start, columns.end
    first = last = phrase.head
    while last + 1 < len(low) and start[last + 1] == end[last] and (low[last + 1].isalnum() or low[last + 1] in "-‐‑"):
        last += 1
    while first - 1 >= 0 and end[first - 1] == start[first] and (low[first - 1].isalnum() or low[first - 1] in "-‐‑"):
        first -= 1
    return "".join(low[first : last + 1])
