"""Who is in the reader's mind at a point of the text: earlier mentions, weighed by nearness and by how they stand."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass

from claims.extraction.casting.cast import Cast, Entity
from claims.extraction.casting.page import Page
from claims.extraction.casting.roles import BODIES, PEOPLE
from claims.extraction.types import SpeakerKind

_SUBJECT = frozenset(("nsubj", "nsubjpass"))
_FURTHEST_SENTENCE = 10
_MOST_MENTIONS = 60
_OPENING = 12  # tokens before a name that opens its sentence
_DEEPEST = 12  # descriptions that are asked one for the other


@dataclass(slots=True, eq=False)
class Mention:
    """A place where somebody stands: `token` is the head, `speaks` if the words are a source."""

    token: int
    entity: Entity | None  # None: a description that nobody has asked about yet
    speaks: bool = False
    subject: bool = False
    inside_role: bool = False  # "SINAT" in "SINAT leader Teresa Vilar"


class Memory:
    """Mentions in the order of the text; sources are added as they are resolved."""

    def __init__(self, cast: Cast) -> None:
        self.page = cast.page
        self._mentions: list[Mention] = []
        ends: dict[int, int] = {}
        for name, entity in cast.names:
            ends[name.last] = name.first
            head = self._head(name.first, name.last)
            role_of_next = self._modifies(name.last)
            self._mentions.append(Mention(head, entity, inside_role=role_of_next))
        self._mentions.sort(key=lambda m: m.token)
        self._keys = [m.token for m in self._mentions]
        self._resolve: Callable[[int], Entity | None] = lambda token: None
        self._resolving: set[int] = set()
        self._depth = 0

    def spoken_of(self, tokens: list[int], resolve: Callable[[int], Entity | None]) -> None:
        """Add descriptions ("a spokeswoman", "the firm") by their nouns; `resolve` says whom one means, when needed."""
        taken = set(self._keys)
        self._mentions.extend(
            Mention(token, None, subject=self.page.columns.dep[token] in _SUBJECT)
            for token in tokens
            if token not in taken
        )
        self._mentions.sort(key=lambda m: m.token)
        self._keys = [m.token for m in self._mentions]
        self._resolve = resolve

    def _known(self, mention: Mention) -> bool:
        """Whether it is known whom a mention means; asks if not."""
        if mention.entity is None:
            if mention.token in self._resolving or self._depth >= _DEEPEST:
                return False  # a circle ends here, and so does a long row of "the minister ... the minister"
            self._resolving.add(mention.token)
            self._depth += 1
            mention.entity = self._resolve(mention.token)
            self._depth -= 1
        return mention.entity is not None

    def _head(self, first: int, last: int) -> int:
        heads = self.page.columns.head
        for k in range(last, first - 1, -1):
            if not first <= heads[k] <= last or heads[k] == k:
                return k
        return last

    def _modifies(self, last: int) -> bool:
        columns = self.page.columns
        return columns.dep[last] in ("compound", "nmod", "amod") and not last <= columns.head[last] <= last

    def add(self, token: int, entity: Entity, *, speaks: bool = True) -> None:
        """Remember that the words at `token` mean `entity`."""
        position = bisect_left(self._keys, token)
        while position < len(self._keys) and self._keys[position] == token:
            if self._mentions[position].entity in (entity, None):
                self._mentions[position].entity = entity
                self._mentions[position].speaks = self._mentions[position].speaks or speaks
                return
            position += 1
        insort(self._keys, token)
        self._mentions.insert(position, Mention(token, entity, speaks=speaks))

    def best(
        self, token: int, fits: Callable[[Mention], float | None], *, furthest: int = _FURTHEST_SENTENCE
    ) -> tuple[Entity, float] | None:
        """The entity whose earlier mention weighs most; `fits` returns an extra weight, or None to leave one out."""
        sentence = self.page.sentence
        found: tuple[Entity, float] | None = None
        low = bisect_left(self._keys, token)
        for mention in reversed(self._mentions[max(0, low - _MOST_MENTIONS) : low]):
            distance = sentence[token] - sentence[mention.token]
            if distance > furthest and found is not None:
                break
            if not self._known(mention):
                continue
            extra = fits(mention)
            if extra is None:
                continue
            entity = mention.entity
            assert entity is not None
            score = self._weight(token, mention, entity, min(distance, 8)) + extra
            if found is None or score > found[1]:
                found = (entity, score)
        return found

    def _weight(self, token: int, mention: Mention, entity: Entity, distance: int) -> float:
        page, at = self.page, mention.token
        columns = page.columns
        score = -2.0 * distance + 0.3 * min(entity.count, 5)
        if columns.dep[at] in _SUBJECT or (columns.dep[at] == "appos" and columns.dep[columns.head[at]] in _SUBJECT):
            score += 2.5
            if columns.dep[columns.head[at]] == "ROOT":
                score += 1.0
        elif self._opens_as_subject(at):
            score += 2.5
        elif columns.dep[at] in ("poss", "compound", "nmod"):
            score -= 1.0
        if mention.speaks:
            score += 2.0
        if mention.inside_role:
            score -= 2.0
        if page.quoted[at] and page.quoted[at] != page.quoted[token]:
            score -= 3.0
        if page.line[at] == page.line[token]:
            score += 1.0
            if distance == 0 and self._subordinate(token):
                score += 2.5
        return score

    def _opens_as_subject(self, at: int) -> bool:
        """ "Roth's predecessor, Paul Zimmer, backed Vogt": a name in commas at the head of a sentence, before its verb.

        The parser takes such a verb for an adjective at times; then nobody is the subject.
        """
        page, columns = self.page, self.page.columns
        if columns.dep[at] != "appos" or at + 2 >= len(columns) or columns.word[at + 1] != ",":
            return False
        if columns.tag[at + 2] not in ("VBD", "VBZ") or page.sentence[at + 2] != page.sentence[at]:
            return False
        k = at
        while k > 0 and page.sentence[k - 1] == page.sentence[at] and at - k < _OPENING:
            k -= 1
            if columns.tag[k].startswith(("VB", "MD", "``")):
                return False
        return k == 0 or page.sentence[k - 1] != page.sentence[at]

    def _subordinate(self, token: int) -> bool:
        """Whether a pronoun is the subject of a clause inside another: "... said she ...", "... because he ..."."""
        columns = self.page.columns
        verb = columns.head[token]
        return columns.dep[token] in _SUBJECT and columns.dep[verb] in ("ccomp", "advcl", "relcl", "acl", "pcomp")


def described_mentions(page: Page, cast: Cast) -> list[int]:
    """Nouns for people and bodies that may be taken up by a pronoun later: with an article or as a subject."""
    columns = page.columns
    found = []
    for k, low in enumerate(columns.lower):
        if (low in PEOPLE or low in BODIES) and columns.tag[k] in ("NN", "NNS") and k not in cast.at:
            if columns.dep[k] in ("compound", "amod", "nmod", "appos") or k in cast.phrases:
                continue
            if page.after(k) in cast.at and columns.tag[k] == "NN" and columns.word[page.after(k)][:1].isupper():
                continue  # "nail technician Kayleigh Dunmore": the name is who is meant
            if columns.dep[k] in _SUBJECT or any(columns.tag[c] in ("DT", "PRP$") for c in columns.children[k]):
                found.append(k)
    return found


def described_tokens(page: Page, noun: int) -> list[int]:
    """The words of a noun phrase from its article to its "of" or "for" phrase, by place, without the parse."""
    columns = page.columns
    first = last = noun
    while first > 0 and page.sentence[first - 1] == page.sentence[noun] and noun - first < 8:
        tag = columns.tag[first - 1]
        if tag in ("DT", "PRP$"):
            first -= 1
            break
        if tag not in ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "POS", "HYPH"):
            break
        first -= 1
    end = min(len(page), noun + 9)
    if noun + 1 < end and columns.lower[noun + 1] in ("of", "for", "at", "from", "in"):
        for k in range(noun + 1, end):
            if (
                columns.tag[k] not in ("IN", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "POS", "PRP$")
                or page.sentence[k] != page.sentence[noun]
            ):
                break
            last = k
    return [k for k in range(first, last + 1) if columns.tag[k] != "_SP"]


def is_person(entity: Entity) -> bool:
    """Whether the entity may be "he" or "she"."""
    return not entity.is_place and not entity.plural and entity.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
