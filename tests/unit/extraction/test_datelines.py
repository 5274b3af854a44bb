"""The dateline in front of a story is nobody's words and nobody's name."""

from __future__ import annotations

import pytest

from claims.extraction.pipeline import Extractor
from claims.extraction.shadow import shadow_of


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    "dateline",
    [
        "VARNHOLM, Nov 24 (Harbour Wire) - ",
        "VARNHOLM, Nov 24 (Reuters) - ",
        "PARIS (AP) — ",
        "TULSA, Okla. — ",
        "DOHA – ",
    ],
)
def test_the_speaker_behind_a_dateline_is_the_speaker(extractor: Extractor, dateline: str) -> None:
    text = f"{dateline}The finance minister, Lena Kallas, said on Tuesday that exports rose 4% in 2025."
    found = extractor.extract(text).attributions
    assert [attribution.speaker and attribution.speaker.name for attribution in found] == ["Lena Kallas"]
    assert [text[span.start : span.end] for span in found[0].source] == ["The finance minister, Lena Kallas"]


@pytest.mark.parametrize(
    "text",
    ["Talks went on.\nSMITH - I think so.\nJONES - No.\n" * 40, "BUDGET ROW – MINISTER QUITS OVER TAX\nHe went."],
)
def test_speakers_of_a_transcript_and_headlines_are_no_datelines(text: str) -> None:
    assert "smith" in shadow_of(text).casefold() or "row" in shadow_of(text).casefold()
    assert len(shadow_of(text)) == len(text)
