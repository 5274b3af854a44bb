"""A noun phrase of the text in words that may be said again elsewhere: short names in full, "its" as whose it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.people import People, subject_from
from claims.extraction.types import SpeakerKind

LONGEST = 10  # words of a phrase that is repeated
_BEFORE = frozenset({"compound", "amod", "poss", "nmod", "nummod", "det"})
_BEHIND = frozenset({"prep", "acl"})
_OF_ITSELF = frozenset({"of", "for", "to", "against", "between", "with", "about"})
_INTRODUCING = _OF_ITSELF | {"in", "on", "at", "from", "over", "by", "near", "into", "that"}
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
_LOOSE_TAGS = frozenset({"PRP", "PRP$", "WDT", "WP", "WRB", "VBD", "VBZ", "VBP", "MD", "JJS", "RBS", "JJR", "PDT"})
_MOVING = frozenset(
    """contrast example instance addition yesterday today tomorrow tonight ago last next this that these those here
    there now""".split()
)
_EMPTY = frozenset(
    """new same other such latest last first next previous own final further second alleged whole entire former current
    recent big small large good bad great late early likely possible initial few many several more single little long
    short very full real major main key actual total similar own only other both""".split()
)
_INDEFINITE = frozenset({"a", "an", "some", "another"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for a thing. `tells`: more than its noun; `unowned`: needs "the" in front."""

    words: str
    head: int
    plural: bool
    tells: bool
    introduces: bool  # "a ship", "two bills": the text speaks of it for the first time
    owned: bool  # "Frostline's model", "Ashby Library": no article
    general: bool  # "any bill", "no bill": none in particular


class Phrases:
    """Reads noun phrases by their head. `owner` says whose "its" at a token is, or None."""

    def __init__(self, columns: Columns, people: People, owner: Callable[[int], str | None]) -> None:
        self._columns = columns
        self._people = people
        self._owner = owner
        self._places: dict[str, list[int]] = {}

    def at(self, head: int) -> Phrase:
        """The phrase around a noun, cut to what may be repeated in another place."""
        columns = self._columns
        determiner = next((columns.lower[c] for c in columns.children[head] if columns.dep[c] == "det"), "")
        plural = columns.tag[head] in ("NNS", "NNPS")
        owned = False
        introduces = determiner in _INDEFINITE or (not determiner and plural)
        before: list[str] = []
        behind: list[str] = []
        tells = False
        first = last = head
        for child in columns.children[head]:
            if child > head or columns.dep[child] not in _BEFORE or columns.dep[child] == "det":
                continue
            branch = columns.subtree(child)
            if columns.lower[child] in _EMPTY and len(branch) == 1:
                continue
            if columns.dep[child] == "poss":
                words = self._possessor(branch)
                owned = words is not None
            else:
                words = None if any(self._is_loose(t) for t in branch) else self._literal(branch)
            if words is None or len(words.split()) > LONGEST // 2:
                continue
            if not before:
                first = branch[0]
            before.append(words)
            tells = tells or owned or self._narrows(child, branch)
        width = sum(len(w.split()) for w in before) + 1
        for child in columns.children[head]:
            if child < head or columns.dep[child] not in _BEHIND or columns.subtree(child)[0] != last + 1:
                continue
            words = self._behind(child, introduces=introduces or columns.tag[head] == "NNP")
            if words is None or width + len(words.split()) > LONGEST:
                break
            behind.append(words)
            width += len(words.split())
            last = columns.subtree(child)[-1]
            tells = True
        name = columns.tag[head] in ("NNP", "NNPS")
        words = " ".join([*before, columns.word[head], *behind])
        if first == columns.sentence[first] and columns.tag[first] not in ("NNP", "NNPS"):
            words = words[:1].lower() + words[1:]
        bare_name = name and not determiner and not self._takes_article(head)
        return Phrase(
            words=words,
            head=head,
            plural=plural,
            tells=tells,
            introduces=introduces,
            owned=owned or bare_name,
            general=determiner in ("any", "no", "every", "each", "neither", "either", "what", "which"),
        )

    def _takes_article(self, head: int) -> bool:
        """Whether the text writes "the" before this name elsewhere."""
        columns = self._columns
        if not self._places:
            for token, tag in enumerate(columns.tag):
                if tag in ("NNP", "NNPS"):
                    self._places.setdefault(columns.word[token], []).append(token)
        same = [t for t in self._places.get(columns.word[head], ())[:8] if t != head]
        return any(columns.lower[c] == "the" for t in same for c in columns.children[t] if columns.dep[c] == "det")

    def _behind(self, child: int, *, introduces: bool) -> str | None:
        columns = self._columns
        branch = columns.subtree(child)
        if columns.dep[child] == "prep" and columns.lower[child] not in (_INTRODUCING if introduces else _OF_ITSELF):
            return None
        if columns.dep[child] == "acl" and (not introduces or columns.tag[child] not in ("VBN", "VBG", "VB")):
            return None
        if branch[-1] - branch[0] + 1 != len(branch):
            return None
        for token in branch:
            if columns.tag[token] == "PRP$":
                if self._owner(token) is None:
                    return None
            elif self._is_loose(token) or columns.lower[token] in _TIMES:
                return None
        return self._literal(branch)

    def _possessor(self, branch: list[int]) -> str | None:
        """ "Frostline's", "Marcus Drury's" for "his"."""
        columns = self._columns
        if len(branch) == 1 and columns.tag[branch[0]] == "PRP$":
            return self._owner(branch[0])
        if any(columns.tag[t] in _LOOSE_TAGS or columns.lower[t] in _MOVING for t in branch):
            return None
        if columns.lower[branch[0]] == "the" and columns.tag[branch[-1]] == "POS":
            found = self._people.description(branch[:-1])
            if found is not None:
                return subject_from(found).possessive(columns.text)
        return self._literal(branch)

    def _literal(self, branch: list[int]) -> str:
        """The words of a branch as the text has them, short names of people in full."""
        columns = self._columns
        pieces: list[str] = []
        skip = -1
        for n, token in enumerate(branch):
            if token <= skip:
                continue
            blank = " " if n and columns.start[token] > columns.end[token - 1] else ""
            named = self._people.name_at(token)
            if named is not None and named[1].kind is SpeakerKind.PERSON and named[0] in branch:
                pieces.append(blank + named[1].words)
                skip = named[0]
            elif columns.tag[token] == "PRP$":
                pieces.append(blank + (self._owner(token) or columns.word[token]))
            else:
                pieces.append(blank + columns.word[token])
        return " ".join("".join(pieces).split())

    def _narrows(self, child: int, branch: list[int]) -> bool:
        """A noun, a number or a name narrows; an adjective alone may hold at one place only, but "Danish" stays."""
        columns = self._columns
        if columns.dep[child] == "nummod":
            return False
        return any(
            (columns.tag[t] in _NAMING or (columns.tag[t] == "JJ" and columns.word[t][0].isupper()))
            and columns.lower[t] not in _EMPTY
            for t in branch
        )

    def _is_loose(self, token: int) -> bool:
        """Words that mean something else in another place."""
        columns = self._columns
        word = columns.word[token]
        return (
            columns.tag[token] in _LOOSE_TAGS
            or columns.lower[token] in _MOVING
            or not (word[0].isalnum() or word[0] in "-'’$£€%&")
            or columns.lower[token] in _WEEKDAYS
        )


_TIMES = frozenset("year month week day season".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
