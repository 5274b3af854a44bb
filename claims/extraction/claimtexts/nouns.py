"""Which alarm "the alarm" is: the fuller phrase with the same noun that the text used before, if there is just one."""

from __future__ import annotations

from bisect import bisect_left

from claims.extraction.claimtexts.columns import Columns

_BEFORE = frozenset({"compound", "amod", "poss", "nmod", "nummod"})
_BEHIND = frozenset({"prep", "acl"})
_BINDING = frozenset({"of", "for", "to", "against", "between", "with"})
_LONGEST = 10  # words of a phrase that is repeated
_MOST = 8  # earlier mentions that are looked at
_EMPTY_WORDS = """
new same other such latest last first next previous own final further second alleged whole entire former current recent
big small large good bad great late early likely possible
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_GENERAL_WORDS = """
day night week month year time end world country nation government public rest way fact case people man woman thing part
moment morning evening afternoon past future hand area side point state city town team game season match start top first
truth law law road sea press media internet web ground
"""
_GENERAL = frozenset(_GENERAL_WORDS.split())
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS"})
_LOOSE_TAGS = frozenset({"PRP", "PRP$", "WDT", "WP", "VBD", "VBZ", "VBP", "MD", "JJS", "RBS", "JJR", "PDT"})
_MOVING = frozenset(
    "contrast example instance addition yesterday today tomorrow tonight ago last next this that these those".split()
)


class Nouns:
    """The noun phrases of a text by their head noun."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._at: dict[str, list[int]] = {}
        for token, tag in enumerate(columns.tag):
            if tag in ("NN", "NNS"):
                self._at.setdefault(columns.lower[token], []).append(token)

    def fuller(self, token: int) -> str | None:
        """The words for "the <noun>" at a token, with an article if one is needed; None if nothing fuller is sure."""
        columns = self._columns
        noun = columns.lower[token]
        if noun in _GENERAL or any(columns.dep[c] in _BEFORE | _BEHIND | {"relcl"} for c in columns.children[token]):
            return None
        if token + 1 < len(columns) and columns.tag[token + 1] in ("IN", "WDT", "WP", "CC"):
            return None  # what stands behind may narrow it here, whatever the parser says
        places = self._at.get(noun, [])
        earlier = places[: bisect_left(places, token)][-_MOST:]
        found = {words for place in earlier if (words := self._phrase(place))}
        return next(iter(found)) if len(found) == 1 else None

    def _phrase(self, head: int) -> str | None:
        """The phrase around a noun if it tells more than the noun: "the memo dated March 3", "Ashby library"."""
        columns = self._columns
        if columns.dep[head] in ("compound", "nmod"):
            return None
        kept = [head]
        for child in columns.children[head]:
            before = columns.dep[child] in _BEFORE and child < head
            behind = columns.dep[child] in _BEHIND and child > head
            if behind and columns.dep[child] == "prep" and columns.lower[child] not in _BINDING:
                return None  # "voices in the play": where, not which
            if before or behind:
                kept.extend(columns.subtree(child))
        kept.sort()
        if not 1 < len(kept) <= _LONGEST or kept[-1] - kept[0] + 1 != len(kept):
            return None
        if not self._tells(kept, head) or any(self._is_loose(t) for t in kept):
            return None
        words = " ".join(columns.text[columns.start[kept[0]] : columns.end[kept[-1]]].split())
        if kept[0] == columns.sentence[kept[0]] and columns.tag[kept[0]] not in ("NNP", "NNPS"):
            words = words[:1].lower() + words[1:]
        owned = any(columns.dep[c] == "poss" for c in columns.children[head])
        return words if owned else f"the {words}"

    def _tells(self, kept: list[int], head: int) -> bool:
        """A noun or a name must narrow it; an adjective alone ("the weak dollar") may hold at one place only."""
        columns = self._columns
        return any(columns.tag[t] in _NAMING and columns.lower[t] not in _EMPTY for t in kept if t != head)

    def _is_loose(self, token: int) -> bool:
        """Words that mean something else in another place."""
        columns = self._columns
        return (
            columns.tag[token] in _LOOSE_TAGS
            or columns.lower[token] in _MOVING
            or not (columns.word[token][0].isalnum() or columns.word[token][0] in "-'’$£€%&")
            or columns.lower[token].endswith("day")
        )
