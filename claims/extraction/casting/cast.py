"""The cast of one text: every person, body and place it names, with all the names it uses for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field

from claims.extraction.casting.beside import describe
from claims.extraction.casting.linking import link_short_names
from claims.extraction.casting.names import Name, find_names
from claims.extraction.casting.page import Page
from claims.extraction.casting.places import HOUSES, government, state_of
from claims.extraction.casting.roles import COURTESY, KEPT_TITLES, class_of, singular
from claims.extraction.types import SpeakerKind


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something of the text. Two entities are the same only if they are one object."""

    name: str
    kind: SpeakerKind
    gender: str = ""  # "m", "f" or unknown
    gender_is_sure: bool = False  # by a title, an office or a pronoun; a first name alone may mislead
    plural: bool = False
    description: str = ""
    age: str = ""
    first: int = 0  # token of the first mention
    count: int = 0
    words: tuple[str, ...] = ()  # the name's words in small letters
    is_place: bool = False
    aliases: Counter[str] = field(default_factory=Counter)
    classes: set[str] = field(default_factory=set)  # "company", "boss": what the text says it is


@dataclass(slots=True)
class Role:
    """An office that the text gives to somebody, and where."""

    words: frozenset[str]
    head: str
    group: str
    token: int
    entity: Entity


@dataclass(slots=True)
class Cast:
    """Who is in the text: entities, where they are named, their offices, the state the text is about."""

    page: Page
    publisher: Entity | None
    entities: list[Entity]
    at: dict[int, Entity]  # token index -> whom the name there means
    names: list[tuple[Name, Entity]]  # in the order of the text
    roles: list[Role]
    phrases: dict[int, Entity]  # head token of "the prime minister" in "the prime minister, X,"
    state: str | None
    by_word: dict[str, Entity] = field(default_factory=dict)  # surname, first name or initials, small letters
    by_single: dict[str, Entity] = field(default_factory=dict)  # names of one word
    aged: dict[str, Entity] = field(default_factory=dict)  # age -> the first whom the text gives it
    roles_of: dict[str, list[Role]] = field(default_factory=dict)  # by head noun and by group ("=boss"), in order

    def roles_near(self, key: str, token: int) -> list[Role]:
        """The offices filed under a key that stand nearest to a token: up to 40 before it and 20 after."""
        filed = self.roles_of.get(key, [])
        middle = bisect_left(filed, token, key=lambda role: role.token)
        return filed[max(0, middle - 40) : middle + 20]

    def names_after(self, token: int, most: int = 200) -> list[tuple[Name, Entity]]:
        """The next names behind a token."""
        start = bisect_right(self.names, token, key=lambda pair: pair[0].first)
        return self.names[start : start + most]

    def names_before(self, token: int, most: int = 40) -> list[tuple[Name, Entity]]:
        """The last names before a token, the nearest first."""
        end = bisect_left(self.names, token, key=lambda pair: pair[0].first)
        return self.names[max(0, end - most) : end][::-1]


def gather(page: Page, publisher: str | None) -> Cast:
    """Read the cast from a page. Linear in the number of names times the people who share a surname."""
    names = find_names(page)
    for name in names:
        describe(page, name)
    groups: dict[tuple[str, ...], list[Name]] = {}
    for name in names:
        groups.setdefault(tuple(w.casefold() for w in name.words), []).append(name)
    linked = link_short_names(groups, _outlet_words(publisher))
    outlet = Entity(publisher, SpeakerKind.ORGANISATION) if publisher else None
    entities: dict[tuple[str, ...], Entity] = {}
    chosen: list[tuple[Name, Entity]] = []
    for name in names:
        key, is_outlet = linked[id(name)]
        if is_outlet and outlet is not None:
            entity = outlet
        else:
            if key not in entities:
                entities[key] = _entity(key, groups[key])
            entity = entities[key]
        _enter(page, entity, name)
        chosen.append((name, entity))
    cast = Cast(page, outlet, list(entities.values()), {}, chosen, [], {}, _state(names))
    _index(cast)
    return cast


def _outlet_words(publisher: str | None) -> tuple[str, ...]:
    return tuple(w.casefold() for w in (publisher or "").split() if w.casefold() != "the")


def _kind(names: list[Name]) -> tuple[SpeakerKind, bool]:
    """Kind of an entity from the evidence of all its mentions, and whether it is a place."""
    evidence: Counter[str] = Counter()
    for name in names:
        evidence.update(name.evidence)
    person, body = evidence["person"], evidence["body"]
    place = evidence["place"]
    if place > max(person, body):
        return SpeakerKind.GOVERNMENT, True
    if evidence["people"] > max(person, body):
        return SpeakerKind.UNNAMED, True
    if person > body:
        return SpeakerKind.PERSON, False
    return SpeakerKind.ORGANISATION, False


def _entity(key: tuple[str, ...], names: list[Name]) -> Entity:
    kind, is_place = _kind(names)
    forms = Counter(" ".join(n.words) for n in names)
    shouted = 2 if kind is SpeakerKind.PERSON else 5  # longest name in capitals that may stay so
    tidy = [f for f in forms if not (f.isupper() and len(f) > shouted)] or list(forms)
    name = max(tidy, key=lambda f: (forms[f], -len(f)))
    if kind is SpeakerKind.PERSON and len(key) == 1:
        name = _with_title(name, names)
    return Entity(name, kind, words=key, is_place=is_place, first=names[0].first)


def _with_title(name: str, names: list[Name]) -> str:
    """A single name keeps its title: Prince Anders; Mr Lee where the text never says just "Lee"."""
    titles = [n.titles[-1] for n in names if n.titles]
    kept = next((t for t in titles if t.casefold() in KEPT_TITLES), None)
    if kept is None and len(titles) == len(names):
        kept = next((t for t in titles if t.casefold().rstrip(".") in COURTESY), None)
    return f"{kept} {name}" if kept else name


def _enter(page: Page, entity: Entity, name: Name) -> None:
    """Count a mention and take over what stands beside it."""
    entity.count += 1
    entity.aliases[page.literal(name.start, name.last)] += 1
    if name.titles:
        entity.aliases[page.literal(name.first, name.last)] += 1
    better = name.gender_is_sure or not entity.gender
    if name.gender and entity.kind is SpeakerKind.PERSON and not entity.gender_is_sure and better:
        entity.gender, entity.gender_is_sure = name.gender, name.gender_is_sure
    if name.role and (len(name.role) > len(entity.description) and not entity.description):
        entity.description = name.role
    if name.role_head and class_of(name.role_head):
        entity.classes.add(class_of(name.role_head))
    if name.age:
        entity.age = name.age
    for word in entity.words:
        if entity.kind is SpeakerKind.ORGANISATION and class_of(word):
            entity.classes.add(class_of(word))


def _index(cast: Cast) -> None:
    for name, entity in cast.names:
        for token in range(name.first, name.last + 1):
            cast.at[token] = entity
        if name.role:
            words = frozenset(w.strip(".,").casefold() for w in name.role.split())
            cast.roles.append(Role(words, name.role_head, class_of(name.role_head), name.first, entity))
        for phrase, head in name.further:
            words = frozenset(w.strip(".,").casefold() for w in phrase.split())
            cast.roles.append(Role(words, head, class_of(head), name.first, entity))
        if name.role_at:
            cast.phrases[name.role_at[1]] = entity
    for role in sorted(cast.roles, key=lambda r: r.token):
        for key in {role.head, singular(role.head), f"={role.group}"}:
            cast.roles_of.setdefault(key, []).append(role)
    for entity in cast.entities:
        if entity.age:
            cast.aged.setdefault(entity.age, entity)
        if len(entity.words) == 1:
            cast.by_single.setdefault(entity.words[0], entity)
        if entity.kind is SpeakerKind.PERSON and entity.words:
            initials = "".join(w[0] for w in entity.words)
            for word in (entity.words[-1], initials, entity.words[0]):
                cast.by_word.setdefault(word, entity)


def _state(names: list[Name]) -> str | None:
    """The state that the text is about, where one stands out."""
    counts: Counter[str] = Counter()
    for name in names:
        for word in (" ".join(name.words), *name.titles):
            state = state_of(word)
            if state:
                counts[state] += 1
    if not counts:
        return None
    ranked = counts.most_common(2)
    if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
        return ranked[0][0]
    return None


def place_speaks(name: str) -> tuple[str, SpeakerKind] | None:
    """Whom a place means when it speaks: ("Government of Russia", GOVERNMENT) for Moscow or the Kremlin."""
    key = name.casefold().replace("’", "'").removeprefix("the ")
    if key in HOUSES:
        house = HOUSES[key]
        return house, SpeakerKind.GOVERNMENT if "Government" in house else SpeakerKind.ORGANISATION
    state = state_of(key)
    return (government(state), SpeakerKind.GOVERNMENT) if state else None
