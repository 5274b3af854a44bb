"""Pronouns and short names replaced by whom they mean, and the verbs behind them brought into agreement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import Draft
from claims.extraction.claimtexts.inflection import third_person
from claims.extraction.claimtexts.setting import Subject, with_article
from claims.extraction.types import Resolution, Span, SpeakerKind

SURE = 0.5  # a resolution below this confidence is not written into a claim

_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves", "mine", "ours"})
_THIRD = frozenset({"he", "him", "his", "she", "her", "it", "its", "they", "them", "their", "hers", "theirs"})
_POSSESSIVE_TAGS = frozenset({"PRP$"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})
_ABOUT = frozenset({"PERSON", "ORG", "GPE"})
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "prof", "professor", "mr.", "mrs.", "ms.", "dr."}
)
_PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers"})


class Resolver(Protocol):
    """Whom a stretch of the text means."""

    def resolve(self, span: Span) -> Resolution | None: ...


class NoResolver:
    """Knows nobody: every name stays as it stands."""

    def resolve(self, span: Span) -> Resolution | None:
        return None


@dataclass(slots=True)
class Named:
    """Somebody in a claim: canonical name, the first token that names them, and the words to write."""

    name: str
    kind: SpeakerKind | None
    token: int


@dataclass(slots=True)
class References:
    """Rewrites the references of one draft."""

    columns: Columns
    resolver: Resolver
    first_person: Callable[[int], Subject | None]
    seen: list[Named] = field(default_factory=list)

    def write_into(self, draft: Draft, speaker: Subject | None) -> None:
        """Replace what can be resolved safely; `seen` then lists everybody named, in order."""
        if draft.lead and speaker is not None and speaker.name and speaker.words in draft.lead:
            self.seen.append(Named(speaker.name, speaker.kind, -1))
        order, at = draft.order, 0
        while at < len(order):
            token = order[at]
            tag = self.columns.tag[token]
            if tag in ("PRP", "PRP$"):
                self._pronoun(draft, token)
            elif tag in _NAME_TAGS:
                run = self._name_run(order, at)
                if draft.replaced.get(token) is None:
                    self._name(draft, run)
                at += len(run)
                continue
            elif tag in ("NN", "NNS") and token not in draft.replaced:
                self._description(draft, token)
            at += 1

    # -- pronouns

    def _pronoun(self, draft: Draft, token: int) -> None:
        columns = self.columns
        word = (draft.replaced.get(token) or columns.word[token]).lower()
        if draft.replaced.get(token) == "" or columns.dep[token] == "expl":
            return
        if word in _FIRST:
            who = self.first_person(token)
        elif word in _THIRD:
            who = self._third(draft, token, word)
        else:
            return
        if who is None:
            return
        if any(n.name == who.name for n in self.seen) and self._is_clear(who, word):
            return
        if word.endswith("self") or word.endswith("selves"):
            return
        self._put(draft, token, who)

    def _third(self, draft: Draft, token: int, word: str) -> Subject | None:
        span = Span(self.columns.start[token], self.columns.end[token])
        found = self.resolver.resolve(span)
        if found is None or found.confidence < SURE:
            return None
        words = found.name.removesuffix(" (unnamed)")
        plural = word in ("they", "them", "their") and found.kind is SpeakerKind.UNNAMED
        if found.kind is SpeakerKind.UNNAMED:
            words = words if words[:1].isupper() or plural else f"the {words}"
        return Subject(with_article(words), plural=plural, name=found.name, kind=found.kind)

    def _is_clear(self, who: Subject, word: str) -> bool:
        """Whether the pronoun can stay: its person is named in the claim, and nobody else it could mean."""
        if word in _FIRST:
            return False
        if word in _PERSONAL:
            rivals = [n for n in self.seen if n.kind in (SpeakerKind.PERSON, None, SpeakerKind.UNNAMED)]
        else:
            rivals = [n for n in self.seen if n.kind is not SpeakerKind.PERSON]
        return bool(rivals) and all(n.name == who.name for n in rivals)

    def _put(self, draft: Draft, token: int, who: Subject) -> None:
        columns = self.columns
        words = who.words
        if columns.tag[token] in _POSSESSIVE_TAGS:
            words += "’" if who.plural and words.endswith("s") else "’s"
            words = words.replace("’", "'") if "’" not in columns.text else words
        draft.replaced[token] = words
        self.seen.append(Named(who.name or who.words, who.kind, token))
        if not who.plural and columns.dep[token] in ("nsubj", "nsubjpass"):
            self._agree(draft, token)
        self._expand(draft, token)

    def _agree(self, draft: Draft, subject: int) -> None:
        """ "I have" -> "X has", for the verb of the subject and the verbs joined to it."""
        columns = self.columns
        verb: int | None = columns.head[subject]
        while verb is not None:
            carrier = columns.finite(verb)
            if carrier is not None and carrier not in draft.replaced:
                if columns.tag[carrier] == "VBP":
                    draft.replaced[carrier] = third_person(columns.word[carrier])
                elif columns.lower[carrier] == "were" and columns.lower[subject] in ("we", "they"):
                    draft.replaced[carrier] = "was"
                if carrier in draft.replaced and columns.word[carrier][0] in "'’":
                    draft.replaced[carrier] = " " + draft.replaced[carrier]
            verb = next(
                (c for c in columns.children[verb] if columns.dep[c] == "conj" and columns.tag[c] == "VBP"), None
            )
            if verb is not None and columns.subject(verb) is not None:
                return

    def _expand(self, draft: Draft, token: int) -> None:
        """Write out "'s", "'ll" and "'d" behind a pronoun that has become a name."""
        columns, after = self.columns, token + 1
        if after >= len(columns) or after in draft.replaced or columns.tag[after] == "POS":
            return
        word = columns.lower[after].replace("’", "'")
        if word == "'s":
            verb = columns.head[after]
            perfect = columns.dep[after] == "aux" and columns.tag[verb] == "VBN"
            draft.replaced[after] = " has" if perfect or columns.lemma[after] == "have" else " is"
        elif word == "'ll":
            draft.replaced[after] = " will"
        elif word == "'d":
            draft.replaced[after] = " had" if columns.tag[after] == "VBD" else " would"

    # -- names

    def _name_run(self, order: list[int], at: int) -> list[int]:
        columns, run = self.columns, [order[at]]
        while at + 1 < len(order) and order[at + 1] == order[at] + 1 and columns.tag[order[at + 1]] in _NAME_TAGS:
            at += 1
            run.append(order[at])
        return run

    def _name(self, draft: Draft, run: list[int]) -> None:
        columns = self.columns
        words = columns.text[columns.start[run[0]] : columns.end[run[-1]]]
        found = self._resolved(run)
        if found is None or found.confidence < SURE:
            label = columns.entity[run[-1]]
            if label in _ABOUT:
                named = [t for t in run if columns.entity[t] == label]
                text = columns.text[columns.start[named[0]] : columns.end[named[-1]]]
                kind = SpeakerKind.PERSON if label == "PERSON" else SpeakerKind.ORGANISATION
                self._note(text, kind, run[0])
            return
        known = any(n.name == found.name for n in self.seen)
        self._note(found.name, found.kind, run[0])
        if known or found.kind is SpeakerKind.UNNAMED or not is_short_form(words, found.name):
            return
        draft.replaced[run[0]] = found.name
        draft.leave_out(*run[1:])

    def _resolved(self, run: list[int]) -> Resolution | None:
        columns = self.columns
        return self.resolver.resolve(Span(columns.start[run[0]], columns.end[run[-1]]))

    def _note(self, name: str, kind: SpeakerKind | None, token: int) -> None:
        self.seen.append(Named(name, kind, token))

    # -- "the firm"

    def _description(self, draft: Draft, token: int) -> None:
        """ "the company" alone, with nothing behind it that says which."""
        columns = self.columns
        article = columns.child(token, "det")
        if article is None or columns.lower[article] != "the" or article in draft.replaced or article > token:
            return
        if article not in draft.order or any(
            columns.dep[c] in ("prep", "relcl", "appos", "acl", "conj") for c in columns.children[token]
        ):
            return
        if token + 1 < len(columns) and columns.tag[token + 1] in _NAME_TAGS:
            return
        found = self.resolver.resolve(Span(columns.start[article], columns.end[token]))
        if found is None or found.confidence < SURE or found.kind is SpeakerKind.UNNAMED:
            return
        known = any(n.name == found.name for n in self.seen)
        self._note(found.name, found.kind, token)
        if known:
            return
        draft.replaced[article] = with_article(found.name)
        draft.leave_out(*range(article + 1, token + 1))


def is_short_form(words: str, name: str) -> bool:
    """Whether `words` is a part of `name`, perhaps behind a title: "Putin", "Mr Putin", "President Putin"."""
    said, full = words.casefold().split(), name.casefold().split()
    while said and said[0] in _TITLES:
        said = said[1:]
    if not said or said == full:
        return words.casefold() != name.casefold() and bool(said)
    return said[-1] == full[-1] or all(w in full for w in said)


def about(columns: Columns, root: int, seen: list[Named]) -> tuple[str, ...]:
    """Canonical names, the main subject's first."""
    subject = columns.subject(root)
    inside = set(columns.subtree(subject)) if subject is not None else set()
    first = [n.name for n in seen if n.token in inside or n.token == -1]
    return tuple(dict.fromkeys([*first, *(n.name for n in seen)]))
