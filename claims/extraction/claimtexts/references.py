"""Pronouns and short names replaced by whom they mean, and the verbs behind them brought into agreement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from claims.extraction.casting.cast import place_speaks
from claims.extraction.casting.places import state_of
from claims.extraction.casting.roles import COURTESY, PEOPLE, gender_of
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.described import Descriptions
from claims.extraction.claimtexts.draft import Draft
from claims.extraction.claimtexts.inflection import third_person
from claims.extraction.claimtexts.people import People, Referent, subject_from
from claims.extraction.claimtexts.setting import Subject
from claims.extraction.types import SpeakerKind

SURE = 0.5  # a resolution below this confidence is not written into a claim

_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves", "mine", "ours"})
_SINGULAR_FIRST = frozenset({"i", "me", "my", "myself"})
_THIRD_FOR_FIRST = {
    ("i", "m"): "he", ("me", "m"): "him", ("my", "m"): "his", ("myself", "m"): "himself",
    ("i", "f"): "she", ("me", "f"): "her", ("my", "f"): "her", ("myself", "f"): "herself",
}  # fmt: skip
_SECOND = frozenset({"you", "your"})
_NEVER_PASSIVE = frozenset("been gone become come happened had got fallen risen grown arrived".split())
_PLURAL_FIRST = frozenset({"we", "us", "our"})
_THIRD = frozenset({"he", "him", "his", "she", "her", "it", "its", "they", "them", "their", "hers", "theirs"})
_PLURAL = frozenset({"they", "them", "their", "theirs"})
_SINGULAR_NOUNS = frozenset({"NN", "NNP"})
_PLURAL_NOUNS = frozenset({"NNS", "NNPS"})
_NAMING = frozenset({"named", "surnamed", "nicknamed", "name", "surname"})
_POSSESSIVE_TAGS = frozenset({"PRP$"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_SHORT_CAPITALS = 4  # "QC", "MP": letters behind a name, no name
_MODIFIERS = frozenset({"compound", "nmod", "amod"})
_PRONOUN_TAGS = frozenset({"PRP", "PRP$"})
_DESCRIBING_TAGS = frozenset({"NN", "NNS", "NNP"})
_LIMITING = frozenset({"prep", "relcl", "appos", "acl", "conj"})
_PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers"})


@dataclass(slots=True)
class Named:
    """Somebody in a claim: canonical name, the first token that names them, and the words to write."""

    name: str
    kind: SpeakerKind | None
    token: int
    gender: str = ""


@dataclass(slots=True)
class References:
    """Rewrites the references of one draft."""

    columns: Columns
    people: People
    first_person: Callable[[int], Subject | None]
    descriptions: Descriptions
    thing: Callable[[int, str], Subject | None]  # what "it" and "they" at a token mean
    seen: list[Named] = field(default_factory=list)

    def write_into(self, draft: Draft, speaker: Subject | None) -> None:
        """Replace what can be resolved safely; `seen` then lists everybody named, in order."""
        if draft.lead and speaker is not None and speaker.name and speaker.words in draft.lead:
            self.seen.append(Named(speaker.name, speaker.kind, -1))
        done = -1
        inside = set(draft.order)
        for token in draft.order:
            if token <= done and token > done - 20:
                continue
            tag = self.columns.tag[token]
            if tag in _PRONOUN_TAGS:
                self._pronoun(draft, token)
            elif (named := self.people.name_at(token)) is not None:
                last, who = named
                if all(t in inside for t in range(token, last + 1)):
                    self._name(draft, token, last, who)
                    done = last
            elif tag in _DESCRIBING_TAGS and token not in draft.replaced:
                self._description(draft, token)
            elif self.columns.lower[token] == "there" and tag == "RB" and token not in draft.replaced:
                place = self.people.place_before(token)
                if place:
                    draft.replaced[token] = f"in {place}"

    # -- pronouns

    def _pronoun(self, draft: Draft, token: int) -> None:
        columns = self.columns
        word = (draft.replaced.get(token) or columns.word[token]).lower()
        if draft.replaced.get(token) == "" or columns.dep[token] == "expl":
            return
        if word in _FIRST:
            who = self._first(token, word)
        elif word in _THIRD:
            who = self._third(draft, token, word)
        elif word in _SECOND:
            who = self._second(token)
        else:
            return
        if who is None:
            return
        if any(n.name == who.name for n in self.seen) and self._is_clear(who, word):
            if word in _FIRST:
                self._as_third(draft, token, word)
            return
        if word in _SINGULAR_FIRST and (third := self._repeated(who, word)):
            draft.replaced[token] = third
            if columns.dep[token] in ("nsubj", "nsubjpass"):
                self._agree(draft, token)
            self._expand(draft, token, plural=False)
            return
        if word.endswith(("self", "selves")):
            return
        self._put(draft, token, who)

    def _first(self, token: int, word: str) -> Subject | None:
        """Whom "I" or "we" means. A person's "we" is the body they speak for, where the text names it, or stays."""
        columns = self.columns
        who = self.first_person(token)
        if who is None or word not in _PLURAL_FIRST or who.plural or who.kind in _BODIES:
            return who
        if columns.dep[token] == "pobj" and columns.lower[columns.head[token]] == "of":
            return None
        if who.body:
            body = self.people.body_called(who.body)
            name = body.name if body is not None else who.body
            return Subject(who.body, name=name, kind=SpeakerKind.ORGANISATION)
        if columns.tag[token] == "PRP$":
            seen = any(n.name == who.name for n in self.seen)
            return Subject(who.words, plural=True, name=who.name, kind=who.kind) if seen else None
        return Subject(f"{who.words} and others", plural=True, name=who.name, kind=who.kind)

    def _second(self, token: int) -> Subject | None:
        """Whom a question in a transcript asks."""
        found = self.people.pronoun(token, None)
        return subject_from(found) if found is not None and found.confidence >= SURE else None

    def _third(self, draft: Draft, token: int, word: str) -> Subject | None:
        if word in _PERSONAL:
            speaker = self.first_person(token)
            found = self.people.pronoun(token, speaker.name if speaker else None)
            if found is not None and (self._has_rival(token, found) or self._is_described(draft, token)):
                return None
            return subject_from(found) if found is not None and found.confidence >= SURE else None
        if self._stands_for_seen(draft, token, word):
            return None
        return self.thing(token, word)

    def _stands_for_seen(self, draft: Draft, token: int, word: str) -> bool:
        """Whether "it" or "they" can mean something that the claim itself has named before."""
        columns = self.columns
        wanted = _SINGULAR_NOUNS if word in ("it", "its") else _PLURAL_NOUNS
        above = self._above(token)
        before = [t for t in draft.order if t < token and draft.replaced.get(t) != "" and t not in above]
        if any(columns.tag[t] in wanted and columns.dep[t] != "compound" for t in before):
            return True
        return word in _PLURAL and len({n.name for n in self.seen}) > 1

    def _has_rival(self, token: int, found: Referent) -> bool:
        """ "Brown would play the same role that he did": a person named in the claim is the likelier "he"."""
        if self.columns.dep[token] not in ("nsubj", "nsubjpass"):
            return False
        persons = [n for n in self.seen if n.kind is SpeakerKind.PERSON and n.token >= 0]
        return any(n.name != found.name and n.gender in ("", found.gender) for n in persons) and not any(
            n.name == found.name for n in persons
        )

    def _is_described(self, draft: Draft, token: int) -> bool:
        """ "The 28-year-old won her first medal": a person described before, without a name, is "her"."""
        columns = self.columns
        if columns.tag[token] != "PRP$":
            return False
        return any(
            columns.tag[t] == "NN"
            and t not in draft.replaced
            and (columns.lower[t] in PEOPLE or gender_of(columns.lower[t]))
            for t in draft.order
            if t < token
        )

    def _above(self, token: int) -> set[int]:
        """The words that the pronoun hangs under: "92 per cent of its members" is not its own owner."""
        found: set[int] = set()
        while self.columns.head[token] not in found and self.columns.head[token] != token:
            token = self.columns.head[token]
            if self.columns.tag[token].startswith("VB"):
                break
            found.add(token)
        return found

    def _is_clear(self, who: Subject, word: str) -> bool:
        """Whether the pronoun can stay: its person is named in the claim, and nobody else it could mean."""
        if word in _FIRST:
            return who.plural and word in ("we", "us", "our")
        if word in _PERSONAL:
            rivals = [n for n in self.seen if n.kind not in _BODIES and (n.gender == who.gender or n.name == who.name)]
        else:
            rivals = [n for n in self.seen if n.kind is not SpeakerKind.PERSON]
        return bool(rivals) and all(n.name == who.name for n in rivals)

    def _repeated(self, who: Subject, word: str) -> str:
        """A second "I" of somebody whose sex is known and who is the only person named: "she"."""
        gender = self.people.gender(who.name or "")
        persons = {n.name for n in self.seen if n.kind not in _BODIES}
        return _THIRD_FOR_FIRST.get((word, gender), "") if persons == {who.name} else ""

    def _as_third(self, draft: Draft, token: int, word: str) -> None:
        """A second "we" of several who are named in the claim already: "they"."""
        draft.replaced[token] = {"we": "they", "us": "them", "our": "their"}[word]

    def _put(self, draft: Draft, token: int, who: Subject) -> None:
        columns = self.columns
        words = who.words
        if columns.tag[token] in _POSSESSIVE_TAGS:
            words = who.possessive(columns.text)
        draft.replaced[token] = words
        self.seen.append(Named(who.name or who.words, who.kind, token, who.gender))
        if not who.plural and columns.lower[token] != "they" and columns.dep[token] in ("nsubj", "nsubjpass"):
            self._agree(draft, token)
        self._expand(draft, token, plural=who.plural)

    def _agree(self, draft: Draft, subject: int) -> None:
        """ "I have" -> "X has", for the verb of the subject and the verbs joined to it."""
        columns = self.columns
        verb: int | None = columns.head[subject]
        while verb is not None:
            carrier = columns.finite(verb)
            if carrier is None and columns.tag[verb] == "VB" and columns.dep[verb] == "conj":
                carrier = verb
            if carrier is not None and carrier not in draft.replaced:
                if columns.tag[carrier] in ("VBP", "VB"):
                    draft.replaced[carrier] = third_person(columns.word[carrier])
                elif columns.lower[carrier] == "were" and columns.lower[subject] in ("we", "they"):
                    draft.replaced[carrier] = "was"
                if carrier in draft.replaced and columns.word[carrier][0] in "'’":
                    draft.replaced[carrier] = " " + draft.replaced[carrier]
            verb = self._joined_verb(verb)
            if verb is not None and columns.subject(verb) is not None:
                return

    def _joined_verb(self, verb: int) -> int | None:
        """The next verb of "I thrive on it and think": present, without a subject or auxiliary of its own."""
        columns = self.columns
        joined = next((c for c in columns.children[verb] if columns.dep[c] == "conj"), None)
        if joined is None or columns.tag[joined] not in ("VBP", "VB") or columns.finite(verb) != verb:
            return None
        return None if columns.has(joined, _AUXILIARIES) else joined

    def _expand(self, draft: Draft, token: int, *, plural: bool) -> None:
        """Write out "'s", "'ll" and "'d" behind a pronoun that has become a name."""
        columns, after = self.columns, token + 1
        if after >= len(columns) or after in draft.replaced or columns.tag[after] == "POS":
            return
        word = columns.lower[after].replace("’", "'")
        if word == "'s":
            verb = columns.head[after]
            # "the worst bill he's seen": the clause's own noun is what was seen, so it is no passive
            gap = columns.dep[verb] == "relcl" and columns.head[verb] < token and columns.tag[token] == "PRP"
            perfect = columns.tag[verb] == "VBN" and (
                columns.dep[after] == "aux" or gap or columns.lower[verb] in _NEVER_PASSIVE
            )
            draft.replaced[after] = " has" if perfect or columns.lemma[after] == "have" else " is"
        elif word == "'ll":
            draft.replaced[after] = " will"
        elif word in ("'m", "'re"):
            draft.replaced[after] = " are" if plural else " is"
        elif word == "'ve":
            draft.replaced[after] = " have" if plural else " has"
        elif word == "'d":
            draft.replaced[after] = " had" if columns.tag[after] == "VBD" else " would"

    # -- names

    def _name(self, draft: Draft, first: int, last: int, who: Referent) -> None:
        """The full name in place of title and short name, at its first mention in the claim."""
        known = any(n.name == who.name for n in self.seen)
        if who.kind is not SpeakerKind.UNNAMED:
            self.seen.append(Named(who.name, who.kind, last, who.gender))
        if who.is_place and (house := place_speaks(who.name)) is not None:
            self.seen.append(Named(house[0], house[1], _NOT_ABOUT))
        if known or who.is_place or who.kind is SpeakerKind.UNNAMED:
            return
        if not self._may_expand(first, last, who):
            return
        if first and self.columns.tag[first - 1] in ("JJ", "NN", "CD") and self.columns.word[first - 1][0].islower():
            first = self.people.bare(first)  # "fellow Russian X" keeps its Russian
        tokens = range(first, last + 1)
        if any(draft.replaced.get(t) is not None for t in tokens):
            return
        written = " ".join(self.columns.word[t] for t in tokens)
        if written.casefold() == who.words.casefold():
            return
        draft.replaced[first] = who.words
        draft.leave_out(*tokens[1:])
        if first and self.columns.lower[first - 1].rstrip(".") in COURTESY and first - 1 in draft.order:
            draft.leave_out(first - 1)

    def _may_expand(self, first: int, last: int, who: Referent) -> bool:
        """Not behind "named"; and a body's short name only where it stands alone and is no place's name."""
        columns = self.columns
        if first and columns.lower[first - 1] in _NAMING:
            return False
        written = " ".join(columns.word[t] for t in range(first, last + 1))
        if who.kind is SpeakerKind.PERSON and written.isupper() and len(written) < _SHORT_CAPITALS:
            return False
        modifies = columns.dep[last] in _MODIFIERS
        if who.kind is SpeakerKind.PERSON:
            return not modifies or columns.entity[last] == "PERSON"
        if modifies or columns.entity[last] == "GPE" or state_of(written) is not None:
            return False
        return (written.isupper() and len(written) > 1) or who.words.casefold().startswith(written.casefold())

    # -- "the firm"

    def _description(self, draft: Draft, token: int) -> None:
        """ "The company", "the memo", "sales": whom or what is meant, at its first mention in the claim."""
        columns, descriptions = self.columns, self.descriptions
        article = descriptions.article(token)
        if article is None:
            self._owned(draft, token, None)
            return
        if article in draft.replaced or article not in draft.order:
            return
        found = descriptions.somebody(article, token)
        if found is not None:
            known = any(n.name == found.name for n in self.seen)
            self.seen.append(Named(found.name, found.kind, token))
            if not known:
                self._write_over(draft, article, token, subject_from(found).words)
            return
        if any(columns.lower[t] == columns.lower[token] for t in draft.order if t < token):
            return
        thing = descriptions.something(article, token)
        if thing is not None:
            self._write_over(draft, article, token, thing.words)
        else:
            self._owned(draft, token, article)

    def _write_over(self, draft: Draft, article: int, token: int, words: str) -> None:
        draft.replaced[article] = words
        draft.leave_out(*range(article + 1, token + 1))

    def _owned(self, draft: Draft, token: int, article: int | None) -> None:
        """ "Sales will fall" -> "Heliora's sales will fall", where the claim names no body."""
        who = self.descriptions.owner(token, article)
        if who is None or any(n.kind in _BODIES for n in self.seen):
            return
        if any((named := self.people.name_at(t)) is not None and named[1].kind in _BODIES for t in draft.order):
            return
        words = who.possessive(self.columns.text)
        self.seen.append(Named(who.name or who.words, who.kind, token))
        if article is not None:
            draft.replaced[article] = words
            return
        first = min(t for t in self.columns.subtree(token) if t in draft.order)
        draft.put_before(first, words)
        if first not in draft.replaced and self.columns.tag[first] not in _NAME_TAGS:
            draft.replaced[first] = self.columns.lower[first]


_NOT_ABOUT = -2  # a name that is known in the claim but not written in it


def about(columns: Columns, root: int, seen: list[Named]) -> tuple[str, ...]:
    """Canonical names, the main subject's first."""
    subject = columns.subject(root)
    inside = set(columns.subtree(subject)) if subject is not None else set()
    first = [n.name for n in seen if n.token in inside or n.token == -1]
    return tuple(dict.fromkeys([*first, *(n.name for n in seen if n.token != _NOT_ABOUT)]))
