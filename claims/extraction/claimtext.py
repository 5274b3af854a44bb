"""Stand-alone claim texts: what each attribution's content says, as propositions that stand by themselves.

The attribution is stripped, pronouns, short names and deictic dates are replaced, compound content is split,
infinitives and noun phrases become clauses where grammar allows. Faithful above all: every word is the article's, a
resolved name, a date counted from the day of publication, or a function word; where no rewriting is safe, "who said
what" is kept whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from claims.extraction import facets
from claims.extraction.claimtexts import backshift, dates
from claims.extraction.claimtexts.attitudes import (
    Attitude,
    attitude_of,
    can_be_negated,
    deed_in_cue,
    kept,
    names_a_matter,
    negate,
)
from claims.extraction.claimtexts.columns import Columns, read
from claims.extraction.claimtexts.described import Descriptions
from claims.extraction.claimtexts.draft import Draft, is_mark
from claims.extraction.claimtexts.edges import without_opener
from claims.extraction.claimtexts.fragments import is_answer, is_fragment
from claims.extraction.claimtexts.path import path
from claims.extraction.claimtexts.people import CastPeople, People
from claims.extraction.claimtexts.proposition import Proposition
from claims.extraction.claimtexts.quoting import Quoting, is_script
from claims.extraction.claimtexts.references import References, about
from claims.extraction.claimtexts.setting import Setting, setting_of
from claims.extraction.claimtexts.shapes import propose
from claims.extraction.claimtexts.things import Things
from claims.extraction.claimtexts.units import Unit, settle_root, split
from claims.extraction.claimtexts.whole import whole
from claims.extraction.speakers import resolver_of
from claims.extraction.types import Attribution, Claim, Presentation, Span, Tense

_SHORTEST = 2  # words of a unit that is left out beside longer ones ("I do", "Not so")
_POINTING = frozenset({"it", "this", "that", "these", "those", "there", "you"})
_TELLING = frozenset({"NN", "VB", "JJ", "RB"})
WRITER_KEY = "claimdesk_claim_writer"


def build(
    doc: Doc,
    attributions: Sequence[Attribution],
    published_at: date | None = None,
    *,
    people: People | None = None,
) -> list[Claim]:
    """The claims of all attributions, in their order; scores are 0 until `worth` has seen them.

    Each claim's `spans` are characters of the text. A content of one word ("that") gives no claim.
    """
    writer = writer_of(doc, attributions, published_at, people)
    return [claim for attribution in attributions for claim in writer.claims(attribution)]


def writer_of(
    doc: Doc, attributions: Sequence[Attribution], published_at: date | None = None, people: People | None = None
) -> Writer:
    """The writer of a doc, kept with the doc: `build` and `ownvoice.find` share it (and the date `build` was told)."""
    known = doc.user_data.get(WRITER_KEY)
    if isinstance(known, Writer) and known.attributions is attributions and published_at is None and people is None:
        return known
    writer = Writer(read(doc), attributions, published_at, people or CastPeople(resolver_of(doc)))
    doc.user_data[WRITER_KEY] = writer
    return writer


class Writer:
    """Writes the claims of one text. Holds what is computed once for all of them."""

    def __init__(
        self, columns: Columns, attributions: Sequence[Attribution], published_at: date | None, people: People
    ) -> None:
        self.columns = columns
        self.attributions = attributions
        columns.entity = people.labels(len(columns))
        self.calendar = dates.Calendar(columns.text, published_at)
        self.people = people
        self.things = Things(columns, self.people)
        self.descriptions = Descriptions(columns, self.people, self.things.nouns)
        self.quoting = Quoting(columns, attributions)

    def claims(self, attribution: Attribution) -> list[Claim]:
        """One claim for each proposition in the attribution's content."""
        tokens = self.columns.tokens(attribution.content)
        if not tokens or is_answer(self.columns, tokens) or self._is_disowned(attribution):
            return []
        setting = setting_of(self.columns, attribution)
        setting.quoted = (setting.quoted and self.quoting.owns(attribution, tokens[0])) or (
            bool(attribution.source) and is_script(self.columns, attribution)
        )
        if names_a_matter(self.columns, setting):
            return []
        units = split(self.columns, tokens)
        attitude = attitude_of(self.columns, setting)
        turned = attitude is Attitude.TURNED and can_be_negated(self.columns, units)
        found = [] if attitude is Attitude.PLAIN or turned else self._whole_attitude(units, setting)
        if not found:
            found = self._propositions(units, setting)
        found = [(unit, p) for unit, p in found if not is_fragment(self.columns, p)]
        claims = [self._claim(unit, proposition, setting, turned=turned) for unit, proposition in found]
        return [claim for claim in claims if claim is not None]

    def _is_disowned(self, attribution: Attribution) -> bool:
        """ "Holt does not believe that Haugen said x": nobody tells that she said it. "Her claim that x" was made."""
        columns = self.columns
        if not any(columns.tag[t][:2] == "VB" for t in columns.tokens(attribution.cue)):
            return False
        around = self.quoting.around(attribution)
        return any(attitude_of(columns, setting_of(columns, a)) is not Attitude.PLAIN for a in around)

    def _whole_attitude(self, units: list[Unit], setting: Setting) -> list[tuple[Unit, Proposition]]:
        return [kept(self.columns, _merged(units), replace(setting, quoted=False))] if units else []

    def _propositions(self, units: list[Unit], setting: Setting) -> list[tuple[Unit, Proposition]]:
        """What the clauses of a content say, each with its clause; all of it whole where none says anything."""
        found: list[tuple[Unit, Proposition]] = []
        if units and (deed := deed_in_cue(self.columns, _merged(units), setting)) is not None:
            return [deed]
        for unit in units:
            if setting.quoted:
                settle_root(self.columns, unit)
            proposition = propose(self.columns, unit, setting)
            if proposition is not None:
                found.append((unit, proposition))
        if len(found) > 1:
            told = [(unit, p) for unit, p in found if len(unit.tokens) > _SHORTEST and not self._is_empty(p)]
            found = told or found[:1]
        if not found and units:
            merged = _merged(units)
            found = [(merged, whole(self.columns, merged, setting))]
        return found

    def _is_empty(self, proposition: Proposition) -> bool:
        """ "It can", "this is true": a pronoun and next to nothing, said beside clauses that say more."""
        columns, order = self.columns, proposition.draft.order
        words = [t for t in order if columns.word[t][0].isalnum()]
        if not words or proposition.draft.lead or columns.lower[words[0]] not in _POINTING:
            return False
        return sum(columns.tag[t][:2] in _TELLING for t in words[1:]) <= 1 and not any(
            columns.tag[t] in ("CD", "NNP", "NNPS") for t in words
        )

    def statement(self, tokens: list[int]) -> list[Claim]:
        """The claim of a sentence in the article's own voice."""
        roots = split(self.columns, tokens)
        unit = Unit(roots[0].root, tokens, others=[u.root for u in roots[1:]])
        settle_root(self.columns, unit)
        proposition = Proposition(Draft(self.columns, without_opener(self.columns, tokens)), unit.root)
        claim = self._claim(unit, proposition, None)
        return [claim] if claim is not None else []

    def _claim(
        self, unit: Unit, proposition: Proposition, setting: Setting | None, *, turned: bool = False
    ) -> Claim | None:
        columns, draft = self.columns, proposition.draft
        shifted = self._is_shifted(proposition, setting) and not self.quoting.is_quoted(proposition.root)
        tense = proposition.tense or facets.tense(columns, proposition.root, backshifted=shifted)
        if shifted:
            backshift.undo(columns, draft, proposition.root)
        if turned and setting is not None:
            negate(columns, draft, proposition.root)
            proposition.negated = True
            unit = Unit(unit.root, sorted({*setting.cue, *unit.tokens}), unit.borrowed, unit.others)
        text, seen = self._written(draft, tense, setting, verbatim=proposition.verbatim)
        if not any(c.isalnum() for c in text) or (not proposition.full and len(text.split()) < _SHORTEST):
            return None
        pieces = self._pieces(unit)
        inside = set(unit.tokens)
        negated = facets.negated(columns, proposition.root) if proposition.negated is None else proposition.negated
        return Claim(
            text=text,
            span=Span(pieces[0].start, pieces[-1].end),
            spans=pieces,
            attribution=setting.attribution.id if setting else None,
            score=0.0,
            presentation=setting.attribution.presentation if setting else Presentation.STATED,
            tense=tense,
            negated=negated,
            condition=facets.condition(columns, proposition.root, inside, unit.others),
            about=about(columns, proposition.root, seen.seen),
            rule=setting.attribution.rule if setting else "",
            cue=setting.attribution.cue_lemma if setting else "",
            path=path(columns, setting.head, unit.root) if setting else "",
            confidence=setting.attribution.confidence if setting else 1.0,
        )

    def _written(
        self, draft: Draft, tense: Tense | None, setting: Setting | None, *, verbatim: bool
    ) -> tuple[str, References]:
        """The draft's text after quotation marks, dates and references are dealt with; verbatim: as it stands."""
        columns = self.columns
        attribution = setting.attribution if setting else None
        references = References(
            columns,
            self.people,
            descriptions=self.descriptions,
            first_person=lambda token: self.quoting.speaker_at(token, attribution),
            thing=lambda token, word: self.things.meaning(token, word, setting),
        )
        if verbatim:
            return draft.write(), references
        for token in draft.order:
            if is_mark(columns, token) and token not in draft.replaced and not self.quoting.is_kept(token, attribution):
                draft.leave_out(token)
        inside = frozenset(draft.order)
        dated = dates.apply(
            columns, self.calendar, sorted(inside), lambda token: self._looks_ahead(token, tense, inside)
        )
        for token, words in dated.items():
            draft.replaced.setdefault(token, words)
        references.write_into(draft, setting.speaker if setting else None)
        return draft.write(), references

    def _looks_ahead(self, token: int, tense: Tense | None, inside: frozenset[int]) -> bool:
        """Whether the clause around a date is about what is to come; the claim's own tense where it has none.

        "The record shows that he did, on 12 May": what the record does now says nothing of the day.
        """
        columns = self.columns
        for _ in range(8):
            if token not in inside:
                break
            if facets.is_over(columns, token):
                return False
            own = facets.tense(columns, token) if columns.tag[token][:2] == "VB" else None
            if own is not None:
                return own is not Tense.PAST
            if columns.head[token] == token:
                break
            token = columns.head[token]
        return tense in (Tense.PRESENT, Tense.FUTURE)

    def _is_shifted(self, proposition: Proposition, setting: Setting | None) -> bool:
        if setting is None:
            return False
        return setting.past if proposition.full else self._parent_is_past(setting.attribution)

    def _parent_is_past(self, attribution: Attribution) -> bool:
        parent = self.quoting.parent(attribution)
        return parent is not None and setting_of(self.columns, parent).past

    def _pieces(self, unit: Unit) -> tuple[Span, ...]:
        """The unit's characters: runs of neighbouring tokens, blanks between them included."""
        tokens = sorted({*unit.borrowed, *unit.tokens})
        pieces: list[Span] = []
        run = [tokens[0]]
        for token in tokens[1:]:
            apart = any(not self.columns.word[t].isspace() for t in range(run[-1] + 1, token))
            if apart or self.columns.is_parted(run[-1], token):
                pieces.append(self.columns.span(run))
                run = []
            run.append(token)
        pieces.append(self.columns.span(run))
        return tuple(pieces)


def _merged(units: list[Unit]) -> Unit:
    """All clauses of a content as one."""
    return Unit(units[0].root, sorted(t for unit in units for t in unit.tokens), others=[u.root for u in units[1:]])
