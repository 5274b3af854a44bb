"""What "it" and "they" mean: the body that speaks, the plural noun just before, or the sentence before's subject."""

from __future__ import annotations

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.people import People
from claims.extraction.claimtexts.references import subject_from
from claims.extraction.claimtexts.setting import Setting, Subject, is_plural
from claims.extraction.types import SpeakerKind

_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT})
_SINGULAR = frozenset({"it", "its"})
_LONGEST = 8  # words of a noun phrase that is repeated
_PERSON_NOUNS = frozenset({"PERSON"})


def _is_quality(columns: Columns, subject: int) -> bool:
    """ "(whether) it was authentic": a quality is asked of a thing, not of whoever speaks."""
    verb = columns.head[subject]
    return columns.lemma[verb] == "be" and columns.child(verb, "acomp") is not None


class Things:
    """Resolves "it", "its", "they", "them", "their" where that is safe; None elsewhere."""

    def __init__(self, columns: Columns, people: People) -> None:
        self._columns = columns
        self._people = people

    def meaning(self, token: int, word: str, setting: Setting | None) -> Subject | None:
        if setting is not None:
            return self._speaker(token, word, setting) or self._noun_before(token, word, setting)
        return self._earlier_subject(token, word, 3)

    def _speaker(self, token: int, word: str, setting: Setting) -> Subject | None:
        """ "Nicosia says it opened an inquiry", "Police said they had": whoever speaks, if no person."""
        speaker = setting.speaker
        if speaker is None or setting.quoted or speaker.name is None:
            return None
        if word == "it" and _is_quality(self._columns, token) and self._columns.lower[token - 1] in ("whether", "if"):
            return None
        if self._hangs_under_noun(token, setting):
            return None
        if word not in _SINGULAR and not speaker.plural and self._plural_before(setting):
            return None
        if speaker.kind in _BODIES or (word not in _SINGULAR and speaker.plural):
            return speaker
        return None

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
        if word in _SINGULAR or not setting.cue or columns.dep[token] not in ("nsubj", "nsubjpass"):
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

    def _earlier_subject(self, token: int, word: str, steps: int) -> Subject | None:
        """The subject of the sentence before, for a pronoun that is its sentence's subject itself."""
        columns = self._columns
        holder = columns.head[token] if columns.dep[token] == "poss" else token
        if columns.dep[holder] not in ("nsubj", "nsubjpass") or columns.dep[columns.head[holder]] != "ROOT":
            return None
        last = columns.sentence[token] - 1
        while last >= 0 and columns.word[last].isspace():
            if "\n" in columns.word[last]:
                return None
            last -= 1
        if last < 0:
            return None
        root = next(
            (t for t in range(columns.sentence[last], last + 1) if columns.head[t] == t and columns.dep[t] == "ROOT"),
            None,
        )
        subject = columns.subject(root) if root is not None else None
        if subject is None or columns.dep[subject] == "expl":
            return None
        if columns.lower[subject] == ("it" if word in _SINGULAR else "they") and steps:
            return self._earlier_subject(subject, word, steps - 1)
        if columns.tag[subject][:2] != "NN" or columns.entity[subject] == "PERSON":
            return None
        return (
            self._phrase(subject) if is_plural(columns, columns.subtree(subject)) == (word not in _SINGULAR) else None
        )

    def _phrase(self, head: int) -> Subject | None:
        """A noun phrase as the text writes it, a name in full."""
        columns = self._columns
        tokens = columns.subtree(head)
        if len(tokens) > _LONGEST or tokens[-1] - tokens[0] + 1 != len(tokens):
            tokens = [t for t in tokens if t <= head and columns.dep[t] != "punct"][-_LONGEST:]
        if any(columns.tag[t] in ("PRP", "PRP$") for t in tokens):
            return None
        named = self._people.name_at(tokens[0])
        if named is not None and named[0] == tokens[-1]:
            who = named[1]
            return None if who.kind is SpeakerKind.PERSON else subject_from(who)
        span = columns.span(tokens)
        words = " ".join(columns.text[span.start : span.end].split()).strip(' ,;:–—-"“”')
        if columns.tag[tokens[0]] == "DT" or (
            tokens[0] == columns.sentence[tokens[0]] and columns.tag[tokens[0]] not in ("NNP", "NNPS")
        ):
            words = words[:1].lower() + words[1:]
        return Subject(words, plural=is_plural(columns, tokens), name=words)
