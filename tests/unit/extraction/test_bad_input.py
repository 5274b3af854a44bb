"""Whatever comes in through the one door: an extraction whose spans lie inside, whose parents exist, twice the same."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.extraction.pipeline import Extractor
from claims.extraction.types import Attribution, Extraction, Span

NASTY = (
    "Ann Lee said the bridge was safe. ", "The firm denies it all. ", "“We did not know,” he said. ",
    "Q: You said so?\n", "A: I can’t answer that.\n", "COLE: That’s false.\n",
    "MODERATOR: Senator Cole, you said that taxes rose.\n", "“" * 40, "«", "»", "„", "”", "\u200b", "\u200e\u200f",
    "\u202e", "\u00ad", "\u00a0", "\U0001f642\U0001f467", "\U0001f469\u200d\U0001f467", "e\u0301\u0327\u0323",
    "\u0634\u0631\u0643\u0629 ", "\u05d7\u05d1\u05e8\u05d4 ",
    "<p class='x'>", "</p>", "&nbsp;", "[caption id=1]", "**bold** ", "| 1 | 2 |\n", "2019\t12.5\t13.1\n", "- ", "• ",
    "\r\n", "\n\n", "SAYS THE MINISTER ", "Il a dit que la loi est une honte. ", "\u0130stanbul ",
    "\ufb01nance ", "\x00", "\ufeff", "...", "—", ", who neither confirmed nor denied it, ", "according to ",
    "two of his aides ",
    "a charge Lee rejects. ", "have not returned our calls. ", "say otherwise. ",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=8)), max_size=30).map("".join)


@cache
def extractor() -> Extractor:
    return Extractor()


def spans_of(a: Attribution) -> list[Span]:
    stands = [span for p in a.positions for span in (p.span, *p.party_spans)]
    return [*a.source, *a.cue, *a.content, *a.contested_by, *stands]


def check(text: str, found: Extraction) -> None:
    parents = {a.id: a.parent for a in found.attributions}
    assert len(parents) == len(found.attributions)
    for a in found.attributions:
        assert a.content
        for span in spans_of(a):
            assert 0 <= span.start < span.end <= len(text)
        seen, above = {a.id}, a.parent
        while above is not None:
            assert above in parents
            assert above not in seen
            seen.add(above)
            above = parents[above]
    for claim in found.claims:
        assert claim.attribution is None or claim.attribution in parents
        assert all(0 <= span.start < span.end <= len(text) for span in (claim.span, *claim.spans))
        assert 0 <= claim.score <= 1


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=texts)
def test_any_text_gives_an_extraction_that_holds_together(text: str) -> None:
    found = extractor().extract(text, publisher="The Post")
    check(text, found)
    assert extractor().extract(text, publisher="The Post") == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "“" * 10_000,
        "“so " * 2_000 + "he said.",
        "The minister said that it rained and " * 600,
        "x" * 30_000,
        "🙂" * 3_000 + " he said it was over.",
        "e" + "\u0301" * 3_000 + " said Ann Lee.",
        "12.5\t13.0\t9.9\n" * 800,
        "<div><p>" * 500 + "Lee said: “No.”" + "</p></div>" * 500,
        "Q: Why?\nA: No.\n" * 150,
        "He denies it. " * 200,
        "\u200b".join("Ann Lee said the firm was broke. The firm denied this."),
    ],
    ids=lambda text: f"{len(text)} characters of {text[:12]!r}",
)
def test_heaps_of_one_thing_are_read(text: str) -> None:
    check(text, extractor().extract(text))


def test_one_long_sentence_is_read_in_parts_and_says_so() -> None:
    text = "the minister said that it rained " * 800
    found = extractor().extract(text)
    check(text, found)
    assert any("read in parts" in warning for warning in found.warnings)


FRENCH = (
    "Le ministre a dit que la loi est une honte pour le pays et que les gens ne sont pas avec lui dans cette affaire. "
)
ENGLISH = (
    "The minister said that the law was a disgrace for the country and that it would not be passed by this house. "
)


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        (ENGLISH * 3, ()),
        (FRENCH * 3, ("language not supported: fr",)),
        (f"{ENGLISH * 4}\n\n{FRENCH}\n\n{ENGLISH * 4}", ("language not supported in 1 paragraph: fr",)),
        ("שר החוץ אמר כי " * 20, ("language not supported: not written in Latin letters",)),
    ],
    ids=("English", "French", "a French paragraph", "Hebrew"),
)
def test_other_languages_are_marked(text: str, warned: tuple[str, ...]) -> None:
    assert extractor().extract(text).warnings == warned
