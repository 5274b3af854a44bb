"""Uploaded files: their words, or a sentence that says what they are and what to do."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.parsing.archive import MAX_MEMBERS
from sources.parsing.document import DocumentKind, Unreadable
from sources.parsing.parse import parse
from tests.unit.sources.documents import STORY, packed, page, pdf, word, word_xml

PARAGRAPH = [
    "The harbour ministry said on Monday that the new break-",
    "water will be finished before winter, although nobody",
    "outside of the ministry has seen the plans so far.",
    "Minister Ida Holm told reporters that it would cost forty",
    "million crowns (of which the state pays half).",
]


def test_a_word_file_gives_each_paragraph_and_cell_apart() -> None:
    parsed = parse(word(*STORY, "“Quoted” – naïve", title="Breakwater"), filename="a.docx")
    assert parsed.kind is DocumentKind.DOCX
    assert parsed.text.split("\n\n") == [*STORY, "“Quoted” – naïve", "left cell", "right cell"]
    assert (parsed.title, parsed.byline, parsed.language) == ("Breakwater", "Ada Writer", "en")


def test_inserted_words_controls_boxes_and_footnotes_are_not_lost() -> None:
    text = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{text.format('Kept ')}<w:ins>{text.format('inserted ')}</w:ins>"
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:r><w:tab/><w:t>end</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{text.format('in a control')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p>{text.format('around ')}<w:r><w:txbxContent><w:p>{text.format('in a box')}</w:p></w:txbxContent></w:r>"
        f"{text.format('it')}</w:p>"
    )
    parsed = parse(word_xml(body, footnotes=f"<w:footnote><w:p>{text.format('A note below.')}</w:p></w:footnote>"))
    assert parsed.text.split("\n\n") == [
        "Kept inserted \tend",
        "in a control",
        "in a box",
        "around it",
        "A note below.",
    ]


@pytest.mark.parametrize(
    ("body", "word_in_reason"),
    [
        (word(*STORY)[:-400], "damaged"),
        (word(*STORY)[:200], "damaged"),
        (b"PK\x03\x04" + bytes(500), "damaged"),
        (word_xml("<w:p>"), "damaged"),
        (word_xml("", head='<!DOCTYPE x [<!ENTITY a "b">]>'), "definitions"),
        (word_xml(""), "no text"),
        (packed({"word/document.xml": b" " * 90_000_000}), "unpacks"),
        (packed({f"{n}": "" for n in range(MAX_MEMBERS + 1)} | {"word/document.xml": ""}), "unpacks"),
        (packed({"xl/workbook.xml": ""}), "spreadsheet"),
        (packed({"ppt/presentation.xml": ""}), "slides"),
        (packed({"content.xml": ""}), "OpenDocument"),
        (packed({"a.txt": "words"}), "Unpack"),
        (pdf([]), "OCR"),
        (pdf([], []), "OCR"),
        (b"%PDF-1.7\n" + b"nonsense " * 50, "damaged"),
        (pdf(list(STORY), trailer="/Encrypt << /Filter /Standard /V 9 /R 9 /O (x) /U (x) /P 0 >>"), "password"),
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\x00" * 100, "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"...\n---", "no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".docx"),
        (b"{\\rtf1 hello}", ".docx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
        (b"\x00\x00\x00\x18ftypmp42", "transcript"),
        (b"\x1f\x8b\x08" + bytes(20), "Unpack"),
        (bytes(range(256)) * 40, "not a text"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "feed"),
        (b"WEBVTT\n\nnothing here", "no subtitles"),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_what_to_do(body: bytes, word_in_reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(body)
    assert word_in_reason in caught.value.reason
    assert caught.value.reason.endswith(".")


def test_a_zip_with_a_password_says_so() -> None:
    body = bytearray(word_xml("<w:p><w:r><w:t>secret</w:t></w:r></w:p>"))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.find(signature) + place] |= 1
    with pytest.raises(Unreadable, match="password"):
        parse(bytes(body))


def test_a_pdf_gives_paragraphs_with_lines_joined_and_hyphens_closed() -> None:
    parsed = parse(pdf(PARAGRAPH, title="Breakwater"))
    assert parsed.kind is DocumentKind.PDF
    assert "the new breakwater will be finished before winter, although nobody outside of" in parsed.text
    assert "(of which the state pays half)." in parsed.text
    assert parsed.title == "Breakwater"
    assert parsed.published_at is not None
    assert not parsed.cut_short


def test_running_heads_and_page_numbers_are_left_out_and_paragraphs_go_on() -> None:
    pages = [[f"Harbour report {n} March", *(f"{line} of {n}" for line in PARAGRAPH), str(n)] for n in range(1, 6)]
    text = parse(pdf(*pages)).text
    assert "Harbour report" not in text
    assert "\n5" not in text
    assert "so far. of 3" in text


def test_headlines_bullets_and_speakers_of_a_pdf_stay_apart() -> None:
    lines = [
        "Harbour plan agreed",
        *PARAGRAPH,
        "• one point",
        "• another point",
        "HOLM: It will be done.",
        "BERG: By whom?",
    ]
    blocks = parse(pdf(lines)).text.split("\n\n")
    assert blocks[0] == "Harbour plan agreed"
    assert blocks[-4:] == ["• one point", "• another point", "HOLM: It will be done.", "BERG: By whom?"]


def test_a_page_without_text_is_named_and_marked() -> None:
    parsed = parse(pdf(PARAGRAPH, []))
    assert parsed.cut_short
    assert any("page 2" in note for note in parsed.notes)


def test_plain_text_stays_as_it_is() -> None:
    parsed = parse("A headline\r\n\r\nFirst.\r\nSecond – “third”.\r\n".encode(), filename="a.txt")
    assert parsed.text == "A headline\n\nFirst.\nSecond – “third”."
    assert parsed.title == "A headline"
    assert parsed.kind is DocumentKind.TEXT


def test_invalid_utf8_and_nul_are_told_and_the_rest_is_kept() -> None:
    parsed = parse("Größe “alles” – ".encode() + b"\xff\xfe gap \x00 end of the text")
    assert parsed.text.startswith("Größe “alles” – ")
    assert parsed.text.endswith("end of the text")
    assert any("could not be read" in note for note in parsed.notes)
    assert any("control characters" in note for note in parsed.notes)


def test_fifty_megabytes_in_one_line_are_cut_with_a_mark() -> None:
    parsed = parse(b"word " * 10_000_000)
    assert parsed.cut_short
    assert parsed.original_length == 50_000_000
    assert len(parsed.text) <= 1_000_000


def test_a_file_cut_while_fetching_is_marked() -> None:
    parsed = parse(page(), truncated=True)
    assert parsed.cut_short
    assert any("first part" in note for note in parsed.notes)
    with pytest.raises(Unreadable, match="too large"):
        parse(word(*STORY)[:500], truncated=True)


def test_markdown_keeps_its_words_and_loses_its_signs() -> None:
    text = (
        "---\ntitle: x\n---\n# The *big* plan #\n\nA line that\n"
        "is wrapped with **bold**, `code`, snake_case and 2 * 3 * 4.\n\n"
        '- one [link](https://a.example/x "t")\n- two\n  goes on\n1. first\n\n> Quoted by her\n\n![picture](x.png)\n'
        "Under\n=====\n\n```\ncode line\n```\n<b>tag</b> \\*star\\* <https://b.example/>\n"
    )
    parsed = parse(text.encode(), filename="a.md")
    assert parsed.title == "The big plan"
    assert parsed.text.split("\n\n") == [
        "The big plan",
        "A line that is wrapped with bold, code, snake_case and 2 * 3 * 4.",
        "• one link",
        "• two goes on",
        "1. first",
        "Quoted by her",
        "picture Under",
        "code line",
        "tag *star* https://b.example/",
    ]


def test_subtitles_become_speaker_turns() -> None:
    vtt = (
        "WEBVTT - a debate\n\nSTYLE\n::cue { color: red }\n\nNOTE nothing\n\n1\n00:01.000 --> 00:02.000 align:start\n"
        "<v Ida Holm>The harbour will be\n\n00:02.000 --> 00:03.000\n<v Ida Holm>finished <i>before</i> winter.</v>\n\n"
        "00:03.000 --> 00:04.000\n<v Ulla Berg>By whom &amp; when?\n"
    )
    parsed = parse(vtt.encode())
    assert parsed.kind is DocumentKind.VTT
    assert parsed.text == "Ida Holm: The harbour will be finished before winter.\n\nUlla Berg: By whom & when?"


def test_subrip_changes_of_speaker_are_kept_and_rolling_lines_are_not_doubled() -> None:
    srt = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nthe harbour will be\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\n"
        "the harbour will be\r\nfinished soon\r\n\r\n3\r\n00:00:03,000 --> 00:00:04,000\r\n>> Really?\r\n\r\n"
        "4\r\n00:00:04,000 --> 00:00:05,000\r\nHOLM: Yes.\r\n"
    )
    parsed = parse(srt.encode(), filename="a.srt")
    assert parsed.kind is DocumentKind.SRT
    assert parsed.text == "the harbour will be finished soon\n\nReally?\n\nHOLM: Yes."


def test_the_bytes_decide_and_not_the_name() -> None:
    assert parse(pdf(PARAGRAPH), filename="a.txt", content_type="text/plain").kind is DocumentKind.PDF
    assert parse(page(), filename="a.txt", content_type="text/plain").kind is DocumentKind.HTML
    assert parse(b"plain words", filename="a.pdf").kind is DocumentKind.TEXT


kinds = st.sampled_from([None, "a.txt", "a.md", "a.html", "a.vtt", "a.srt", "a.docx", "a.pdf"])
starts = st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"WEBVTT\n\n", b"1\n00:00:00,000 --> ", b"# ", b"<html>"])


@settings(deadline=None)
@given(starts, st.binary(max_size=300), kinds)
def test_any_bytes_give_text_or_a_refusal(start: bytes, body: bytes, filename: str | None) -> None:
    try:
        parsed = parse(start + body, filename=filename)
    except Unreadable as refusal:
        assert refusal.reason.endswith(".")
    else:
        assert parsed.text == parsed.text.strip()


@settings(deadline=None)
@given(st.data())
def test_a_damaged_word_file_or_pdf_gives_text_or_a_refusal(data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from([word(*STORY), pdf(PARAGRAPH, PARAGRAPH)])))
    for _ in range(5):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        parse(bytes(body))
    except Unreadable as refusal:
        assert refusal.reason.endswith(".")


def test_a_zip_that_lies_about_its_sizes_is_not_believed() -> None:
    with pytest.raises((Unreadable, zipfile.BadZipFile)):
        parse(packed({"word/document.xml": b"<" * 70_000_000}))
