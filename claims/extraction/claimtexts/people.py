"""Whom words inside a content mean: the cast of the text, asked by token."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from claims.extraction.casting import places
from claims.extraction.casting.bodies import named_body
from claims.extraction.casting.cast import Entity
from claims.extraction.casting.offices import holder
from claims.extraction.casting.phrases import Phrase, read_phrase
from claims.extraction.casting.places import government, state_of
from claims.extraction.casting.resolver import Found, canonical
from claims.extraction.casting.resolver import Resolver as CastResolver
from claims.extraction.casting.roles import BODIES, COURTESY, PEOPLE
from claims.extraction.claimtexts.setting import Subject, with_article
from claims.extraction.types import SpeakerKind


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody that words mean: `words` fit into a sentence, `name` is canonical."""

    words: str
    name: str
    kind: SpeakerKind
    confidence: float
    reason: str = ""
    plural: bool = False
    gender: str = ""  # "m", "f" or unknown
    definite: bool = False  # the text writes "the" before the name
    is_place: bool = False  # a state or city; its name stays as the text writes it
    said_of: bool = False  # the text itself says that the one meant is such a body


# Of bodies only those are looked up whose noun says little more than "the one spoken of".
BODY_NOUNS = frozenset({"company", "firm", "club", "union", "airline", "retailer", "charity", "carmaker", "party"})
SURE_OF_DESCRIPTION = 0.75
_SURE_REASONS = ("office", "named beside", "age")
_MOST_ROLES = 400  # beyond so many offices in one text each look-up would cost too much


class People(Protocol):
    """Answers by token index; None where nobody is known."""

    def name_at(self, token: int) -> tuple[int, Referent] | None:
        """The last token of the name that begins here, titles included, and whom it means; see `bare`."""

    def bare(self, token: int) -> int:
        """Where the name that begins at a token begins without its titles."""

    def pronoun(self, token: int, speaker: str | None) -> Referent | None:
        """Whom a pronoun of the third person means; `speaker` is the canonical name of whoever utters it."""

    def description(self, tokens: list[int]) -> Referent | None:
        """Whom "the firm" means, if that is sure enough to be written."""

    def place_before(self, token: int) -> str:
        """The place that "there" at a token means: the only one named just before it, or ""."""

    def gender(self, name: str) -> str:
        """ "m", "f" or "" for somebody by canonical name."""

    def body_called(self, words: str) -> Referent | None:
        """The body that the text names with these words ("Grano" for "Grano AG"), or None."""

    def main_body(self) -> Referent | None:
        """The one body that the text is about, or None."""

    def labels(self, tokens: int) -> list[str]:
        """For each of the text's tokens "PERSON", "ORG", "GPE" or ""."""


class Nobody:
    """Knows nobody: every name stays as it stands."""

    def name_at(self, token: int) -> tuple[int, Referent] | None:
        return None

    def bare(self, token: int) -> int:
        return token

    def pronoun(self, token: int, speaker: str | None) -> Referent | None:
        return None

    def description(self, tokens: list[int]) -> Referent | None:
        return None

    def place_before(self, token: int) -> str:
        return ""

    def gender(self, name: str) -> str:
        return ""

    def body_called(self, words: str) -> Referent | None:
        return None

    def main_body(self) -> Referent | None:
        return None

    def labels(self, tokens: int) -> list[str]:
        return [""] * tokens


def _is_sure(found: Referent) -> bool:
    """Offices are sure enough; of bodies only those whose noun says little, or is the text's own word for them."""
    if found.kind is SpeakerKind.UNNAMED:
        return False
    return found.reason.startswith(_SURE_REASONS) or (found.said_of and found.confidence >= SURE_OF_DESCRIPTION)


def subject_from(found: Referent) -> Subject:
    """A referent as the subject of a clause: the nameless get their article back."""
    words = found.words
    if found.kind is SpeakerKind.UNNAMED and not found.plural and words[:1].islower():
        words = f"the {words}"
    words = f"the {words}" if found.definite and not words.lower().startswith("the ") else with_article(words)
    return Subject(words, plural=found.plural, name=found.name, kind=found.kind, gender=found.gender)


_UNKNOWN = Referent("", "", SpeakerKind.UNNAMED, 0.0)
_LEAST = 3  # mentions of the body that a text is about
_LEAD = 1.5  # times as often as the second


class CastPeople:
    """The people of a text as its cast knows them."""

    def __init__(self, resolver: CastResolver) -> None:
        self._resolver = resolver
        self._names = {name.first: (name, entity) for name, entity in resolver.cast.names}
        self._definite = _with_article(resolver)
        self._entities: dict[str, Entity] | None = None
        self._main: Referent | None = _UNKNOWN
        self._times: int | None = None
        self._bodies: dict[str, Entity] | None = None
        self._described: dict[tuple[int, int], Referent | None] = {}
        self._pronouns: dict[tuple[int, str | None], Referent | None] = {}

    def name_at(self, token: int) -> tuple[int, Referent] | None:
        found = self._names.get(token)
        return (found[0].last, self._referent(found[1], 0.9)) if found else None

    def bare(self, token: int) -> int:
        found = self._names.get(token)
        return found[0].start if found else token

    def pronoun(self, token: int, speaker: str | None) -> Referent | None:
        key = (token, speaker)
        if key not in self._pronouns:
            self._pronouns[key] = self._of(self._resolver.pronoun(token, self._entity(speaker)))
        return self._pronouns[key]

    def description(self, tokens: list[int]) -> Referent | None:
        """Offices, "the firm", bodies that the text itself calls so: whoever is merely described stays described."""
        key = (tokens[0], tokens[-1])
        if key not in self._described:
            found = self._description(tokens)
            self._described[key] = found if found is not None and _is_sure(found) else None
        return self._described[key]

    def _description(self, tokens: list[int]) -> Referent | None:
        resolver = self._resolver
        phrase = read_phrase(resolver.page, tokens)
        if phrase is None or len(resolver.cast.roles) > _MOST_ROLES:
            return None
        if phrase.noun in PEOPLE or phrase.head in resolver.cast.phrases:
            office = holder(resolver.cast, phrase, tokens[0])
            return self._referent(office[0], office[1], office[2]) if office is not None else None
        if phrase.noun in ("country", "government", "nation"):
            return self._state(phrase)
        if phrase.noun not in BODIES:
            return None
        body = named_body(resolver.cast, resolver.memory, phrase, tokens[0])
        if body is None:
            return None
        told = {*body[0].words, *body[0].description.casefold().split()}
        plain = phrase.noun in BODY_NOUNS or phrase.noun in told
        return replace(self._referent(body[0], 0.8, body[1]), said_of=plain)

    def place_before(self, token: int) -> str:
        sentence = self._resolver.page.sentence
        places = {
            entity.name
            for name, entity in self._resolver.cast.names_before(token, 20)
            if entity.is_place and sentence[token] - sentence[name.last] <= 2
        }
        return next(iter(places)) if len(places) == 1 else ""

    def _state(self, phrase: Phrase) -> Referent | None:
        """ "The country", "the government": of the one state that the text speaks of again and again."""
        cast = self._resolver.cast
        if phrase.begin != phrase.head or phrase.plural or cast.state is None:
            return None
        if self._times is None:
            self._times = sum(state_of(" ".join(name.words)) == cast.state for name, _ in cast.names)
        if self._times < _LEAST:
            return None
        name = places.with_article(cast.state)
        if phrase.noun == "government":
            words = f"the government of {name}"
            return Referent(words, government(cast.state), SpeakerKind.GOVERNMENT, 0.8, said_of=True)
        return Referent(name, cast.state, SpeakerKind.GOVERNMENT, 0.8, is_place=True, said_of=True)

    def body_called(self, words: str) -> Referent | None:
        if self._bodies is None:
            self._bodies = {}
            for name, entity in self._resolver.cast.names:
                if entity.kind is SpeakerKind.ORGANISATION and not entity.is_place:
                    self._bodies.setdefault(" ".join(name.words).casefold(), entity)
        found = self._bodies.get(words.casefold())
        return self._referent(found, 0.9) if found is not None else None

    def main_body(self) -> Referent | None:
        if self._main is _UNKNOWN:
            self._main = None
            cast = self._resolver.cast
            bodies = [
                e
                for e in cast.entities
                if e.kind is SpeakerKind.ORGANISATION and not e.is_place and e is not cast.publisher
            ]
            ranked = sorted(bodies, key=lambda e: (-e.count, e.first))
            if (
                ranked
                and ranked[0].count >= _LEAST
                and (len(ranked) == 1 or ranked[0].count >= _LEAD * ranked[1].count)
            ):
                self._main = self._referent(ranked[0], 0.8, "the body that the text is about")
        return self._main

    def gender(self, name: str) -> str:
        entity = self._entity(name)
        return entity.gender if entity is not None else ""

    def labels(self, tokens: int) -> list[str]:
        found = [""] * tokens
        for token, entity in self._resolver.cast.at.items():
            if entity.is_place:
                found[token] = "GPE"
            elif entity.kind is SpeakerKind.PERSON:
                found[token] = "PERSON"
            elif entity.kind is not SpeakerKind.UNNAMED:
                found[token] = "ORG"
        return found

    def _entity(self, name: str | None) -> Entity | None:
        if self._entities is None:
            self._entities = {canonical(entity): entity for entity in self._resolver.everybody()}
        return self._entities.get(name) if name is not None else None

    def _of(self, found: Found | None) -> Referent | None:
        return self._referent(found.entity, found.confidence, found.reason) if found is not None else None

    def _referent(self, entity: Entity, confidence: float, reason: str = "name") -> Referent:
        words = entity.name.split()
        if len(words) > 2 and words[0].casefold().rstrip(".") in COURTESY:
            words = words[1:]
        return Referent(
            " ".join(words),
            canonical(entity),
            entity.kind,
            confidence,
            reason,
            plural=entity.plural,
            gender=entity.gender,
            definite=id(entity) in self._definite,
            is_place=entity.is_place,
        )


def _with_article(resolver: CastResolver) -> set[int]:
    """Bodies that the text mostly calls "the ..."."""
    count: dict[int, int] = {}
    for name, entity in resolver.cast.names:
        if entity.kind is SpeakerKind.ORGANISATION:
            modifies = resolver.page.columns.dep[name.last] in ("compound", "nmod", "amod")
            count[id(entity)] = count.get(id(entity), 0) + (1 if name.definite and not modifies else -1)
    return {key for key, balance in count.items() if balance > 0}
