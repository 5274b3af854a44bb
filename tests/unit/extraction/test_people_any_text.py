"""Whatever text and whatever spans come in: speakers, positions and presentation give an answer, twice the same."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.extraction import positions, presentation, speakers
from claims.extraction.types import Attribution, Span
from tests.unit.extraction.reading import parsed

PIECES = (
    "“", "”", '"', "’s ", ":", " said ", "he ", "She ", "They ", "Ann Lee ", "Mr Lee, 48, ", "the firm ", "his lawyer,",
    "\n", "\n\n", "\u00a0", "\u200b", "🙂", "e\u0301", "שלום", "İ", "- ", "Moscow ", "although ", "denied it all. ",
    "has yet to confirm this", "declined to comment. ", "one of them ", "which ", "no such ", "the mum-of-two ", "Dr ",
    "KYIV — ", "Secretary of State ", "of ", "& ", "is false. ", "BOYD: No. ", "whose ", "and ", ", ", ". ", "U.S. ",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), min_size=1, max_size=40).map("".join)


@st.composite
def tellings(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(texts)
    place = st.integers(0, len(text))
    pair = st.tuples(place, place).map(sorted).map(lambda p: Span(p[0], p[1]))
    found = []
    for n in range(draw(st.integers(0, 5))):
        source, cue, content = (tuple(draw(st.lists(pair, max_size=2))) for _ in range(3))
        parent = draw(st.sampled_from([None, *(f"a{k}" for k in range(6))]))
        found.append(Attribution(f"a{n}", source, cue, content, parent=parent))
    return text, found


def read(text: str, attributions: list[Attribution]) -> tuple[list[Attribution], object]:
    doc = parsed(text)
    found = speakers.resolve(doc, attributions, title=None, publisher="The Post")
    found = presentation.classify(doc, positions.attach(doc, found))
    return found, speakers.document_speakers(doc, found, title=None, publisher="The Post")


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(telling=tellings())
def test_any_spans_of_any_text_are_answered_and_stay_inside(telling: tuple[str, list[Attribution]]) -> None:
    text, attributions = telling
    found, listed = read(text, attributions)
    assert [a.id for a in found] == [a.id for a in attributions]
    for a in found:
        spans = [*a.contested_by, *(p.span for p in a.positions), *(s for p in a.positions for s in p.party_spans)]
        assert all(0 <= s.start <= s.end <= len(text) for s in [*spans, *a.content])
        assert a.speaker is None or (a.speaker.name and 0 < a.speaker.confidence <= 1)
    assert read(text, attributions) == (found, listed)
