"""From a source span to the one it means. One resolver per text; it remembers what it resolved."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.casting.addressing import called_by_name
from claims.extraction.casting.bodies import named_body, public_body
from claims.extraction.casting.cast import Cast, Entity, gather, place_speaks
from claims.extraction.casting.lead import named_later
from claims.extraction.casting.offices import described_person, holder
from claims.extraction.casting.page import Page
from claims.extraction.casting.phrases import POSSESSIVE, QUANTITY, Phrase, described, read_phrase
from claims.extraction.casting.places import ADJECTIVES, government
from claims.extraction.casting.pronouns import (
    FEMALE,
    FIRST,
    MALE,
    NEUTER,
    PLURAL,
    PRONOUNS,
    RELATIVE,
    body_before,
    group_before,
    person_before,
)  # fmt: skip
from claims.extraction.casting.roles import BODIES, PAPERS, PEOPLE, class_of, gender_of, singular
from claims.extraction.casting.salience import Memory, Mention, described_mentions, described_tokens
from claims.extraction.types import Resolution, SpeakerKind

_NAMING = frozenset("named called as only nicknamed surnamed itself himself herself themselves".split())
_AFTER_NAMES = frozenset("KC QC MP MSP MEP MBE OBE CBE Jr Sr Jr. Sr. PhD MD JP FRS".split())
_ALONE = frozenset("one other another others some many few most both several third second none all".split())


@dataclass(slots=True)
class Found:
    """Whom some words mean, why, and how sure that is (0-1)."""

    entity: Entity
    reason: str
    confidence: float

    def resolution(self) -> Resolution:
        entity = self.entity
        return Resolution(canonical(entity), entity.kind, self.reason, round(self.confidence, 2), entity.description)


def canonical(entity: Entity) -> str:
    """The entity's name as it is shown and compared."""
    return f"{entity.name} (unnamed)" if entity.kind is SpeakerKind.UNNAMED else entity.name


class Resolver:
    """Answers whom tokens mean. `speaker` arguments are whoever utters the words around them, if known."""

    def __init__(self, page: Page, *, title: str | None, publisher: str | None) -> None:
        self.page = page
        self.cast: Cast = gather(page, publisher)
        self.memory = Memory(self.cast)
        self.memory.spoken_of(described_mentions(page, self.cast), self._whom)
        self.tellers: tuple[Entity, ...] = ()  # set by the caller: who tells what the source stands in
        self.sources: list[list[int]] = []  # tokens of all sources, set by the caller: for people named later
        self._unnamed: dict[str, Entity] = {}
        self._unnamed_by_noun: dict[str, list[Entity]] = {}
        self._governments: dict[str, Entity] = {}
        self._owners: dict[int, Found | None] = {}

    def _whom(self, token: int) -> Entity | None:
        """Whom the description at a noun means: "a spokeswoman for the mayor", "the firm"."""
        found = self.meaning(described_tokens(self.page, token))
        return found.entity if found is not None else None

    # ------------------------------------------------------------------ the ways in

    def source(self, tokens: list[int], speaker: Entity | None = None) -> Found | None:
        """Whom a source span means, remembered as somebody who speaks there. None for nobody."""
        found = self.meaning(tokens, speaker)
        if found is not None:
            phrase = read_phrase(self.page, tokens)
            self.memory.add(phrase.head if phrase else tokens[0], found.entity)
        return found

    def meaning(self, tokens: list[int], speaker: Entity | None = None) -> Found | None:
        """Whom the tokens mean: names first, then names beside a description, pronouns, descriptions."""
        phrase = read_phrase(self.page, tokens)
        if phrase is None:
            return None
        low = self.page.columns.lower
        head, only = phrase.tokens[0], phrase.tokens
        if low[head] in PRONOUNS and (
            len(only) == 1 or self.page.columns.tag[only[1]] in ("PRP", "RB", ",", "RP", "IN", "MD")
        ):
            return self.pronoun(head, speaker)
        if low[only[0]] in ("who", "which") and (found := self._antecedent(only[0])) is not None:
            return found  # "Reyk, [who left his post in] March, has seen ..."
        if len(only) == 1 and low[head] in ADJECTIVES and self.page.columns.tag[head] == "JJ":
            name = government(ADJECTIVES[low[head]])  # "an Italian claim"
            return Found(self._public(name, SpeakerKind.GOVERNMENT), f"of a state: {low[head]}", 0.6)
        if phrase.quantity and low[phrase.head] in PLURAL:
            return self._name_beside(phrase, speaker) or self._one_of_them(phrase, speaker)
        if low[phrase.head] in _ALONE and phrase.head == phrase.begin and not phrase.quantity:
            return self._name_beside(phrase, speaker) or self._one_alone(phrase)
        return (
            self._label(phrase)
            or self._by_name(phrase)
            or self._name_beside(phrase, speaker)
            or self._outlet(phrase)
            or self._description(phrase, speaker)
        )

    def everybody(self) -> list[Entity]:
        """All entities so far: named ones first, then governments and public bodies, then the nameless."""
        outlet = [self.cast.publisher] if self.cast.publisher is not None else []
        return [*self._unnamed.values(), *self._governments.values(), *self.cast.entities, *outlet]

    # ------------------------------------------------------------------ pronouns

    def narrative_pronouns(self) -> list[int]:
        """Tokens of "he" and "she" outside quotation marks: they keep somebody in mind."""
        columns, quoted = self.page.columns, self.page.quoted
        return [k for k, low in enumerate(columns.lower) if low in ("he", "she") and not quoted[k]]

    def follow(self, token: int) -> None:
        """Resolve a pronoun of the narrative and remember whom it keeps in mind."""
        found = self.pronoun(token)
        if found is not None:
            self.memory.add(token, found.entity, speaks=False)

    def pronoun(self, token: int, speaker: Entity | None = None) -> Found | None:
        """Whom a pronoun means. `speaker` is who utters it, if it stands in reported speech."""
        word = self.page.columns.lower[token]
        if word in FIRST:
            return self._first_person(word, speaker)
        if word in RELATIVE:
            return self._antecedent(token)
        if word in ("you", "your"):
            return self._addressed(token, speaker)
        # inside a quotation nobody calls himself "he"
        excluded = (speaker,) if speaker is not None and self.page.quoted[token] else ()
        hit: tuple[Entity, float] | None
        if word in MALE or word in FEMALE:
            hit = person_before(self.memory, token, "m" if word in MALE else "f", excluded)
        elif word in PLURAL:
            hit = group_before(self.memory, token, excluded)
        elif word in NEUTER:
            hit = body_before(self.memory, token, (*excluded, *self._outlet_told(token)))
        else:
            return None
        if hit is None:
            return None
        return Found(hit[0], f"pronoun: {word}", 0.85 if hit[1] > -3 else 0.6)

    def _outlet_told(self, token: int) -> tuple[Entity, ...]:
        """The outlet itself, where the last that is said of it is that it was told something: no "it" of the story."""
        publisher, columns = self.cast.publisher, self.page.columns
        last = next((name.last for name, entity in self.cast.names_before(token) if entity is publisher), -1)
        told = last >= 0 and columns.dep[last] in ("dobj", "dative") and columns.lemma[columns.head[last]] == "tell"
        return (publisher,) if publisher is not None and told else ()

    def _one_of_them(self, phrase: Phrase, speaker: Entity | None) -> Found | None:
        """ "One of them": one of the group that "them" means, still without a name."""
        group = self.pronoun(phrase.head, speaker)
        if group is None:
            return None
        words = group.entity.name
        if group.entity.plural and phrase.quantity in ("one", "another"):
            words = _one(words)
        else:
            words = f"{phrase.quantity} of {words}"
        member = self._keep(words, plural=phrase.quantity not in ("one", "another"))
        return Found(member, f"{phrase.quantity} of them", 0.75)

    def _one_alone(self, phrase: Phrase) -> Found | None:
        """ "One said ..., the other ...": of the group that spoke last, if there is one."""
        low = self.page.columns.lower[phrase.head]
        single = low in ("one", "other", "another", "third", "second", "first")

        def fits(mention: Mention) -> float | None:
            entity = mention.entity
            return 0.0 if entity is not None and entity.plural and entity.kind is SpeakerKind.UNNAMED else None

        group = self.memory.best(phrase.head, fits, furthest=5)
        words = _one(group[0].name) if group and single else (group[0].name if group else low)
        if single and low != "one" and group:
            words = f"another {words}"
        return Found(self._keep(words, plural=not single), f"{low}: of those named before", 0.65)

    def _first_person(self, word: str, speaker: Entity | None) -> Found | None:
        if speaker is not None:
            return Found(speaker, f"{word}: who is quoted", 0.9)
        if self.cast.publisher is not None and word in ("we", "our", "us"):
            return Found(self.cast.publisher, f"{word}: the outlet", 0.7)
        return None

    def _addressed(self, token: int, speaker: Entity | None) -> Found | None:
        """ "You": who is called by name in the same turn, or whoever answers it."""
        page = self.page
        here = page.turn(token)
        if here < 0:
            return None
        called = called_by_name(page, self.cast, self.meaning, token, here)
        if called is not None and called is not speaker:
            return Found(called, "you: called by name", 0.8)
        for turn in page.turns[here + 1 : here + 4]:
            if turn.name == page.turns[here].name:
                continue
            found = self.meaning(page.tokens((turn.label,)))
            if found is not None and found.entity is not speaker:
                return Found(found.entity, "you: who answers", 0.7)
        return None

    def _antecedent(self, token: int) -> Found | None:
        """Whom "who" or "which" means: the nearest noun or name before it."""
        tags = self.page.columns.tag
        k = self.page.before(token)
        while k >= 0 and self.page.sentence[k] == self.page.sentence[token]:
            if k in self.cast.at:
                return self._named(self.cast.at[k], "relative pronoun", 0.85)
            if tags[k] in ("NN", "NNS"):
                start = k
                while start > 0 and tags[start - 1] in ("NN", "JJ", "DT", "PRP$", "CD", "NNP", "POS", "NNS"):
                    start -= 1
                return self.meaning(list(range(start, k + 1)))
            k -= 1
        return None

    # ------------------------------------------------------------------ names

    def _named(self, entity: Entity, reason: str, confidence: float) -> Found:
        if entity.is_place and (house := place_speaks(entity.name)) is not None:
            name, kind = house
            if name == "European Union" and self.cast.state == "Belgium" and "brussels" in entity.name.casefold():
                name, kind = government("Belgium"), SpeakerKind.GOVERNMENT
            house_of = self._governments.get(name)
            if house_of is None:
                house_of = self._governments[name] = Entity(name, kind)
            house_of.count += 1
            house_of.aliases[entity.name] += 1
            return Found(house_of, f"metonym: {entity.name}", confidence)
        return Found(entity, reason, confidence)

    def _by_name(self, phrase: Phrase) -> Found | None:
        """The head of the phrase is a name, or a name with the noun of its kind: "the Dawn party"."""
        page, head = self.page, phrase.head
        if head not in self.cast.at and page.columns.word[head] in _AFTER_NAMES and head - 1 in self.cast.at:
            head -= 1
        entity = self.cast.at.get(head)
        if entity is not None and entity.kind is SpeakerKind.UNNAMED:
            return None  # "Russians", "the French": a people, described below
        if entity is None:
            before = self.cast.at.get(head - 1) if head > phrase.begin else None
            group = BODIES.get(phrase.noun, "")
            if before is None or before.kind is not SpeakerKind.ORGANISATION or group not in before.classes:
                return None
            entity = before
        elif phrase.quantity and phrase.plural:
            return None
        joined = self._joined(phrase, entity)
        if joined is not None:
            return joined
        words = page.literal(phrase.begin, head)
        full = len(entity.words) <= 1 or all(w in words.casefold() for w in entity.words)
        if entity is self.cast.publisher:
            return Found(entity, "the outlet itself", 0.95)
        return self._named(entity, "full name" if full else "short name of", 0.97 if full else 0.9)

    def _joined(self, phrase: Phrase, entity: Entity) -> Found | None:
        """ "Smith and Jones": two who speak as one."""
        low = self.page.columns.lower
        rest = [k for k in phrase.tokens if k > phrase.head]
        if len(rest) < 2 or low[rest[0]] != "and":
            return None
        other = read_phrase(self.page, rest[1:])
        if other is None:
            return None
        second = self.cast.at.get(other.head)
        name = second.name if second is not None else described(self.page, other)
        kind = entity.kind if second is not None else SpeakerKind.UNNAMED
        pair = self._keep(f"{entity.name} and {name}", plural=True)
        pair.kind = kind
        return Found(pair, "two named together", 0.8)

    def _name_beside(self, phrase: Phrase, speaker: Entity | None) -> Found | None:
        """ "The ground staff union, SINAT," and "a handler who gave his name as Rui": a name after the description."""
        columns, at = self.page.columns, self.cast.at
        tokens = phrase.tokens
        if phrase.head in self.cast.phrases:
            return self._named(self.cast.phrases[phrase.head], "named beside it", 0.95)
        for position, k in enumerate(tokens):
            if k <= phrase.head or k not in at or position == 0:
                continue
            before = tokens[position - 1]
            if at.get(before) is at[k]:
                continue
            introduced = columns.lower[before] in _NAMING
            # walk back over what stands between the comma and the name: ", finance director Tara Haines"
            start = position - 1
            while (
                start > 0
                and columns.tag[tokens[start]] in ("NN", "JJ", "NNP", "VBG")
                and columns.word[tokens[start]] != ","
            ):
                start -= 1
            comma = columns.word[tokens[start]] in (",", "–", "—", "(", ":") and tokens[start] > phrase.head
            if introduced and phrase.noun in BODIES and at[k].kind is SpeakerKind.PERSON:
                at[k].kind = SpeakerKind.ORGANISATION  # "a hacking group calling itself Grey Heron"
            if (introduced or comma) and self._may_be(phrase, at[k], tokens[start] if comma else k):
                return self._named(at[k], "named beside it", 0.93)
            if comma:
                break
        return None

    def _may_be(self, phrase: Phrase, entity: Entity, comma: int) -> bool:
        """Whether a name after a comma can name the head: of its kind, and not the nearer noun's."""
        noun = phrase.noun
        if entity.is_place:
            return False
        person = noun in PEOPLE or bool(gender_of(noun))
        if person and entity.kind is SpeakerKind.ORGANISATION and not phrase.plural:
            return False
        if noun in BODIES and not person and entity.kind is SpeakerKind.PERSON:
            return False
        between = [k for k in phrase.tokens if phrase.head < k < comma]
        nearer = next((k for k in reversed(between) if self.page.columns.tag[k] in ("NN", "NNS")), -1)
        if nearer >= 0 and entity.kind is SpeakerKind.PERSON and self.page.columns.lower[nearer] in PEOPLE:
            return self.page.columns.lower[between[0]] in ("and", "-")
        return True

    def _label(self, phrase: Phrase) -> Found | None:
        """ "REYES:" and "MK:" before what somebody says in a transcript; "Q:" is the outlet, "A:" whoever is asked."""
        page = self.page
        last = phrase.tokens[-1]
        after = page.after(last)
        if len(phrase.tokens) > 2 or after >= len(page) or page.columns.word[after] not in (":", ".", "–", "—", "-"):
            return None
        word = page.columns.lower[last].strip(".")
        entity = self.cast.by_word.get(word)
        if entity is not None:
            return Found(entity, f"label: {page.columns.word[last]}", 0.9)
        if word in ("q", "question") and self.cast.publisher is not None and page.columns.word[after] == ":":
            return Found(self.cast.publisher, "label: the outlet asks", 0.8)
        if word in ("a", "answer") and page.columns.word[after] == ":":
            people = [e for e in self.cast.entities if e.kind is SpeakerKind.PERSON]
            if people:
                return Found(max(people, key=lambda e: (e.count, -e.first)), "label: who is interviewed", 0.7)
            return Found(self._keep("interviewee", plural=False), "label: who is interviewed", 0.7)
        return None

    # ------------------------------------------------------------------ descriptions

    def _outlet(self, phrase: Phrase) -> Found | None:
        """ "Our exit poll", "this newspaper": the outlet speaks of itself."""
        publisher = self.cast.publisher
        if publisher is None or self.page.quoted[phrase.head]:
            return None
        own = phrase.determiner == "our" and phrase.noun in PAPERS
        this = phrase.determiner == "this" and BODIES.get(phrase.noun) == "paper"
        return Found(publisher, f"{phrase.determiner} {phrase.noun}: the outlet", 0.9) if own or this else None

    def _description(self, phrase: Phrase, speaker: Entity | None) -> Found | None:
        token = phrase.determiner_at if phrase.determiner_at >= 0 else phrase.begin
        # a headline leaves articles out: "Minister resigns"
        definite = phrase.definite or (phrase.determiner == "" and self.page.line[token] == 0 and not phrase.plural)
        noun = phrase.noun
        if definite and phrase.determiner not in ("both", "these", "those"):
            if noun in PEOPLE or _is_compound(self.page, phrase) or (noun not in BODIES and noun not in PAPERS):
                hit = holder(self.cast, phrase, token) or described_person(self.cast, self.memory, phrase, speaker)
                if hit is not None and not (hit[0] in self.tellers and phrase.determiner == "the"):
                    return Found(*_reordered(hit))
            if (noun in BODIES and noun not in PEOPLE and not phrase.plural) or noun == "police":
                body = self._body(phrase, token)
                if body is not None:
                    return body
        elif noun in BODIES and (public := public_body(self.cast, phrase)) is not None:
            return Found(self._public(*public[:2]), public[2], 0.8)
        if not phrase.plural and (not definite or phrase.determiner in POSSESSIVE | {""}):
            later = named_later(self.cast, self.sources, phrase, token)
            if later is not None:
                return Found(later, "named shortly after", 0.7)
        return self._nameless(phrase, speaker)

    def _body(self, phrase: Phrase, token: int) -> Found | None:
        state_first = phrase.noun in ("government", "ministry", "office", "police")
        public = public_body(self.cast, phrase)
        if state_first and public is not None:
            return Found(self._public(*public[:2]), public[2], 0.8)
        named = named_body(self.cast, self.memory, phrase, token)
        if named is not None and phrase.owner < 0:
            return Found(named[0], named[1], 0.8)
        return Found(self._public(*public[:2]), public[2], 0.75) if public is not None else None

    def _public(self, name: str, kind: SpeakerKind) -> Entity:
        known = self._governments.get(name)
        if known is None:
            known = self._governments[name] = Entity(name, kind)
            known.classes.update(c for c in (class_of(w.casefold()) for w in name.split()) if c)
        known.count += 1
        return known

    def _nameless(self, phrase: Phrase, speaker: Entity | None) -> Found:
        owner = self._owner(phrase, speaker)
        words = described(self.page, phrase, owner)
        noun = phrase.noun
        entity = self._keep(words, plural=phrase.plural and phrase.quantity != "one")
        entity.gender = entity.gender or gender_of(noun)
        group = class_of(noun)
        if group:
            entity.classes.add(group)
        if phrase.definite and phrase.owner < 0 and phrase.determiner not in POSSESSIVE:
            same = [e for e in self._unnamed_by_noun.get(noun, ())[-8:] if e is not entity and noun in PEOPLE]
            earlier = next((e for e in same if e.plural == phrase.plural), None)
            if earlier is not None:
                return Found(earlier, f"spoken of before as {earlier.name}", 0.75)
        return Found(entity, "not named in the text", 0.8)

    def _keep(self, words: str, *, plural: bool) -> Entity:
        key = words.casefold()
        known = self._unnamed.get(key)
        if known is None:
            known = self._unnamed[key] = Entity(words, SpeakerKind.UNNAMED, plural=plural)
            self._unnamed_by_noun.setdefault(_head_noun(words), []).append(known)
        known.count += 1
        known.aliases[words] += 1
        return known

    def _aged(self, phrase: Phrase) -> str:
        """Who "the 53-year-old" in "the 53-year-old's lawyers" is: of that age, or at hand and of no other."""
        age = self.page.columns.word[phrase.owner_first].partition("-")[0]
        others = tuple(e for years, e in self.cast.aged.items() if years != age)
        hit = person_before(self.memory, phrase.owner_first, "", others)
        known = self.cast.aged.get(age) or (hit[0] if hit is not None else None)
        return known.name if known is not None and known.kind is SpeakerKind.PERSON else ""

    def _owner(self, phrase: Phrase, speaker: Entity | None) -> str:
        """Whose the described ones are: "Per Dahl" for "his aides", "Frostline" for "Frostline's own lawyers"."""
        if phrase.owner >= 0:
            named = self.cast.at.get(phrase.owner)
            if named is not None:
                return named.name
            if self.page.columns.lower[phrase.owner] == "old":
                return self._aged(phrase)
            found = self.meaning(list(range(phrase.owner_first, phrase.owner + 1)), speaker)
            literal = self.page.literal(phrase.owner_first, phrase.owner)
            return found.entity.name if found is not None else literal
        if phrase.determiner in POSSESSIVE and phrase.determiner_at >= 0:
            at = phrase.determiner_at
            if at not in self._owners:
                self._owners[at] = None  # a circle ends here
                self._owners[at] = self.pronoun(at, speaker)
            found = self._owners[at]
            return found.entity.name if found is not None else ""
        return ""


def _reordered(hit: tuple[Entity, float, str]) -> tuple[Entity, str, float]:
    return hit[0], hit[2], hit[1]


def _one(words: str) -> str:
    """ "former employee of X" from "two former employees of X"."""
    parts = words.split()
    if parts and parts[0].casefold() in QUANTITY:
        parts = parts[1:]
    for k, part in enumerate(parts):
        single = singular(part)
        if single != part:
            return " ".join([*parts[:k], single, *parts[k + 1 :]])
    return " ".join(parts)


def _is_compound(page: Page, phrase: Phrase) -> bool:
    """ "48-year-old", "mum-of-two"."""
    columns, k = page.columns, phrase.head
    joined_after = k + 1 < len(page) and columns.start[k + 1] == columns.end[k] and columns.word[k + 1] in "-‐‑"
    joined_before = k > 0 and columns.start[k] == columns.end[k - 1] and columns.word[k - 1] in "-‐‑"
    return joined_after or joined_before


def _head_noun(words: str) -> str:
    """The noun that a description is about: "lawyers" in "lawyers for the family"."""
    parts = words.casefold().split()
    head = next((k for k, part in enumerate(parts) if k and part in ("of", "for", "at", "in", "from")), len(parts))
    return parts[head - 1] if parts else ""
