"""What "it" and "they" mean: the body that speaks, the plural noun before, or the thing at hand that weighs most."""

from __future__ import annotations

from collections import Counter

from claims.extraction.casting.roles import BODIES, PEOPLE
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.nouns import Nouns
from claims.extraction.claimtexts.people import People, Referent, subject_from
from claims.extraction.claimtexts.phrases import Phrases
from claims.extraction.claimtexts.setting import Setting, Subject, is_plural
from claims.extraction.types import SpeakerKind

_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT})
_SINGULAR = frozenset({"it", "its"})
_ROLES = {"nsubj": 3.0, "nsubjpass": 3.0, "dobj": 1.5, "pobj": 0.5, "attr": 0.5, "conj": 0.3}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BACK = 90  # tokens before the pronoun that are looked at
_SENTENCES = 1
_MARGIN = 1.75  # by which the best must weigh more than the second
_LEAST = 2.0  # what the best must weigh
_LEAST_ALONE = 0.0  # the same where nothing else could be meant
_SHIFTED = frozenset({"be", "seem", "appear", "become", "take", "mean", "make", "look", "turn", "happen", "matter"})
_NO_THINGS = frozenset(
    """year years month months week weeks day days night time times hour hours minute minutes way lot kind sort bit rest
    monday tuesday wednesday thursday friday saturday sunday morning evening afternoon weekend moment end start one
    january february march april may june july august september october november december people others today
    yesterday percent cent per addition example fact case instance event order terms everything nothing anything
    something everybody nobody somebody anybody everyone someone none both each all many more one job life age
    us me home course part number time""".split()
)
# Deeds of people and bodies: no bill and no boat wants, knows or says anything.
_MINDED = frozenset(
    """want know say tell believe think feel expect hope fear decide agree refuse try need promise plan intend
    understand offer ask pay buy sell accuse deny admit warn welcome claim insist retire notify withdraw apologise
    apologize launch order own lose win do hire sue blame like trust blink let""".split()
)
# What somebody is, with a clause behind it: "it was not sure what", "it is ready to bid".
_OF_SOMEBODY = frozenset(
    "sure ready able unable willing happy pleased aware unaware confident proud eager keen set due prepared".split()
)


class Things:
    """Resolves "it", "its", "they", "them", "their" where that is safe; None elsewhere."""

    def __init__(self, columns: Columns, people: People) -> None:
        self._columns = columns
        self._people = people
        self.phrases = Phrases(columns, people, self.owner)
        self.nouns = Nouns(columns, self.phrases)
        self._count: Counter[str] = Counter()
        self._owners: dict[int, str | None] = {}

    def meaning(self, token: int, word: str, setting: Setting | None) -> Subject | None:
        """Whom or what a pronoun inside a content (or an own statement, without `setting`) means."""
        if self.is_empty(token):
            return None
        if setting is not None:
            found = self._speaker(token, word, setting) or self._noun_before(token, word, setting)
            if found is not None:
                return found
        return self._weighed(token, word)

    def owner(self, token: int) -> str | None:
        """Whose "its", "his" or "their" at a token is, as "Frostline's"; None where that is not sure."""
        if token not in self._owners:
            self._owners[token] = None  # a circle ends here
            who = self._owner(token)
            self._owners[token] = who.possessive(self._columns.text) if who is not None else None
        return self._owners[token]

    def _owner(self, token: int) -> Subject | None:
        columns = self._columns
        word = columns.lower[token]
        if word in ("his", "her"):
            found = self._people.pronoun(token, None)
            return subject_from(found) if found is not None and found.confidence >= 0.8 else None
        if word not in ("its", "their"):
            return None
        return self._clause_subject(token, word)

    def _clause_subject(self, token: int, word: str) -> Subject | None:
        """The subject of the clause around a possessive, or of the clause around that one."""
        columns = self._columns
        at, seen = token, 0
        while columns.head[at] != at and seen < 12:
            at, seen = columns.head[at], seen + 1
            if columns.tag[at][:2] != "VB" and columns.dep[at] != "ROOT":
                continue
            subject = columns.subject(at)
            if subject is None or subject >= token or columns.tag[subject][:2] != "NN":
                continue
            if columns.entity[subject] == "PERSON" or (word == "its" and columns.lower[subject] in PEOPLE):
                continue
            if columns.lower[subject] in _NO_THINGS:
                continue
            phrase = columns.subtree(subject)
            if token in phrase:
                continue
            return self._phrase(subject) if is_plural(columns, phrase) == (word == "their") else None
        return None

    def _speaker(self, token: int, word: str, setting: Setting) -> Subject | None:
        """ "Nicosia says it opened an inquiry", "Police said they had": whoever speaks, if no person."""
        speaker = setting.speaker
        if speaker is None or setting.quoted or speaker.name is None:
            return None
        if word == "it" and self._is_quality(token):
            return None
        if self._hangs_under_noun(token, setting):
            return None
        if word not in _SINGULAR and not speaker.plural and self._plural_before(setting):
            return None
        if speaker.kind in _BODIES or (word not in _SINGULAR and speaker.plural):
            return speaker
        return self._unnamed_body(setting, speaker) if word in _SINGULAR else None

    def _unnamed_body(self, setting: Setting, speaker: Subject) -> Subject | None:
        """ "A spokesperson for the state health department said it": the department."""
        columns = self._columns
        heads = [t for t in setting.source if columns.tag[t] in ("NN", "NNP") and columns.lower[t] in BODIES]
        if len(heads) != 1 or speaker.kind is not SpeakerKind.UNNAMED:
            return None
        return self._phrase(heads[0])

    def _is_quality(self, subject: int) -> bool:
        """ "(whether) it was authentic", "it was a fake": said of a thing, not of whoever speaks."""
        columns = self._columns
        verb = columns.head[subject]
        if columns.lemma[verb] != "be":
            return False
        if columns.child(verb, "acomp") is not None:
            return columns.lower[subject - 1] in ("whether", "if")
        noun = columns.child(verb, "attr")
        return noun is not None and any(columns.lower[c] in ("a", "an") for c in columns.children[noun])

    def _plural_before(self, setting: Setting) -> bool:
        """Whether a plural noun before the cue is the likelier "they": "gave no details of the tapes but said they"."""
        columns = self._columns
        if not setting.cue:
            return False
        source = set(setting.source)
        before = range(columns.sentence[setting.cue[0]], setting.cue[0])
        return any(columns.tag[t] == "NNS" and t not in source for t in before)

    def _hangs_under_noun(self, token: int, setting: Setting) -> bool:
        """ "refuses to accept Syria's denials that it was implicated": the clause is a noun's, not the speaker's."""
        columns = self._columns
        inside = {t for span in (setting.attribution.content) for t in (span.start, span.end)}
        low, high = min(inside, default=0), max(inside, default=0)
        for _ in range(20):
            token = columns.head[token]
            if token in setting.cue or columns.head[token] == token:
                return False
            if not low <= columns.start[token] < high and columns.tag[token] in ("NN", "NNS"):
                return True
        return False

    def _noun_before(self, token: int, word: str, setting: Setting) -> Subject | None:
        """ "criticised the proposals, stating that they ...": the one plural noun of the sentence before the cue."""
        columns = self._columns
        if word in _SINGULAR or not setting.cue or columns.dep[token] not in _SUBJECTS:
            return None
        source = set(setting.source)
        nouns = [
            t
            for t in range(columns.sentence[token], setting.cue[0])
            if columns.tag[t] in ("NNS", "NNPS")
            and t not in source
            and columns.dep[t] in ("dobj", "nsubj", "nsubjpass")
        ]
        return self._phrase(nouns[0]) if len(nouns) == 1 else None

    # -- the thing at hand

    def is_empty(self, token: int) -> bool:
        """ "It is wrong to say", "it was X who", "it rained": an "it" that stands for nothing before it."""
        columns = self._columns
        verb = columns.head[token]
        if columns.dep[token] == "expl":
            return True
        if columns.lower[token] != "it" or columns.dep[token] not in _SUBJECTS:
            return False
        if columns.tag[verb] in ("VBZ", "VBD", "VB", "VBN", "VBG") and columns.lemma[verb] in ("rain", "snow"):
            return True
        shifted = columns.lemma[verb] in _SHIFTED or columns.dep[token] == "nsubjpass"
        for child in columns.children[verb]:
            if child > verb and shifted and columns.dep[child] in ("ccomp", "xcomp", "advcl", "csubj"):
                return True
            if columns.lower[child] in _OF_SOMEBODY:
                return False
            if child > verb and columns.dep[child] in ("acomp", "attr", "oprd"):
                below = [columns.dep[c] for c in columns.children[child]]
                if any(dep in ("ccomp", "xcomp", "relcl", "advcl") for dep in below):
                    return True
                if columns.lower[child] in ("time", "likely", "possible", "true", "clear", "unclear", "late", "early"):
                    return True
        return False

    def _weighed(self, token: int, word: str) -> Subject | None:
        columns = self._columns
        if columns.dep[token] == "poss":
            return self._owner(token)
        if columns.lower[columns.head[token]] == "of" and columns.dep[token] == "pobj":
            return None  # "all of them": most often of those just named
        candidates = sorted(self._candidates(token, plural=word not in _SINGULAR), reverse=True)
        if not candidates or candidates[0][0] < (_LEAST if len({c[1] for c in candidates}) > 1 else _LEAST_ALONE):
            return None
        best = candidates[0]
        second = next((c for c in candidates[1:] if columns.lower[c[1]] != columns.lower[best[1]]), None)
        if second is not None and best[0] - second[0] < _MARGIN:
            return None
        return self._phrase(best[1])

    def _candidates(self, token: int, *, plural: bool) -> list[tuple[float, int]]:
        columns = self._columns
        if not self._count:
            self._count.update(columns.lower)
        above = self._above(token)
        verb = columns.head[token]
        sentence = columns.sentence[token]
        after = {
            columns.lower[t]
            for t in range(token + 1, min(len(columns), token + 30))
            if columns.sentence[t] == sentence and columns.tag[t][:2] == "NN"
        }
        minded = columns.dep[token] == "nsubj" and columns.lemma[verb].lower() in _MINDED
        found: list[tuple[float, int]] = []
        distance = 0
        breaks = 0
        for at in range(token - 1, max(-1, token - _BACK), -1):
            if "\n" in columns.word[at]:
                breaks += 1
                if breaks > 1:
                    break
            if columns.sentence[at] != sentence:
                sentence, distance = columns.sentence[at], distance + 1
            if distance > _SENTENCES:
                break
            role = _ROLES.get(columns.dep[at])
            if role is None or at in above or columns.tag[at][:2] != "NN" or columns.lower[at] in _NO_THINGS:
                continue
            if columns.entity[at] == "PERSON" or not columns.word[at][0].isalpha():
                continue
            if (columns.tag[at] in ("NNS", "NNPS")) != plural and not (plural and columns.child(at, "conj")):
                continue
            low = columns.lower[at]
            if low in after:
                continue
            body = columns.entity[at] == "ORG" or low in BODIES
            if (low in PEOPLE and not plural and not body) or (minded and not body and low not in PEOPLE):
                continue
            weight = role - 1.5 * distance + 0.4 * min(self._count[columns.lower[at]], 4) - 0.5 * breaks
            if columns.dep[token] in _SUBJECTS and columns.dep[at] in _SUBJECTS:
                weight += 1.0
            if columns.entity[at] == "ORG":
                weight += 0.5
            elif columns.entity[at] == "GPE":
                weight -= 0.5
            if columns.dep[columns.head[at]] in ("relcl", "acl", "advcl"):
                weight -= 0.5
            found.append((weight, at))
        return found

    def _above(self, token: int) -> set[int]:
        """Words that the pronoun hangs under or is a fellow of: "it hit the wall" is not about the wall."""
        columns = self._columns
        found: set[int] = set()
        at = token
        while columns.head[at] != at and columns.tag[columns.head[at]][:2] != "VB":
            at = columns.head[at]
            found.add(at)
        if columns.dep[token] != "poss":
            found.update(columns.children[columns.head[at]])
        return found

    def _phrase(self, head: int) -> Subject | None:
        """A noun phrase in words that stand alone, a name in full."""
        columns = self._columns
        named = next(
            (self._people.name_at(t) for t in columns.subtree(head) if t <= head and self._people.name_at(t)), None
        )
        if named is not None and named[0] == head:
            return _of_name(named[1])
        article = columns.child(head, "det")
        if article is not None and columns.lower[article] == "the" and head == article + 1:
            found = self._people.description([article, head])
            if found is not None:
                return _of_name(found)
        phrase = self.phrases.at(head)
        if phrase.general:
            return None
        if not phrase.tells:
            fuller = self.nouns.fuller(head)
            if fuller is not None:
                return fuller
        words = phrase.words if phrase.owned else f"the {phrase.words}"
        return Subject(words, plural=is_plural(columns, columns.subtree(head)), name=words)


def _of_name(who: Referent) -> Subject | None:
    return None if who.kind is SpeakerKind.PERSON else subject_from(who)
