"""Text at the door: nothing raises, nothing is lost without a word."""

import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.charsets import codec_for
from core.text import _HIGHEST_COMBINING, clean, decode, one_line

anything = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)
marks = st.text(alphabet="a\u0344\u0301\u0316\u0345\u0f73é\u09c7\u09be\uac00\u11a8\ufeff\r\n\x85", max_size=200)


@settings(deadline=None)
@given(st.one_of(anything, marks))
@example("\u0344" * 40)
@example("\ufeff\ufeffa")
@example("a" + "\u0301" * 50 + "\u09be")
def test_cleaning_twice_is_the_same_as_once(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@settings(deadline=None)
@given(st.one_of(anything, marks), st.integers(min_value=1, max_value=50))
def test_a_small_limit_is_kept_and_a_cut_is_said(text: str, limit: int) -> None:
    cleaned = clean(text, limit=limit)
    assert len(cleaned.text) <= limit
    assert clean(cleaned.text, limit=limit).text == cleaned.text
    assert cleaned.original_length == len(text)
    if clean(text).text != cleaned.text:
        assert cleaned.cut_short
        assert "kept" in cleaned.notes[-1]


@settings(deadline=None)
@given(anything)
def test_cleaned_text_can_always_be_stored(text: str) -> None:
    cleaned = clean(text).text
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert "\r" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


@settings(deadline=None)
@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["utf-8", "gbk", "utf-16"])))
def test_decoding_never_raises(body: bytes, declared: str | None) -> None:
    decoded = decode(body, declared=declared)
    assert isinstance(decoded.text, str)
    assert decoded.replaced >= 0


@settings(deadline=None)
@given(anything)
def test_utf8_comes_back_whole_with_any_declared_charset(text: str) -> None:
    plain = clean(text).text
    if "\x1b" not in plain:
        assert decode(plain.encode("utf-8"), declared="windows-1252").text == plain.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        ("Größe".encode("utf-8-sig"), None, "Größe"),
        ("\ufeffGröße".encode("utf-16-le"), None, "Größe"),
        ("\ufeffGröße".encode("utf-16-be"), "utf-8", "Größe"),
        ("\ufeffGröße".encode("utf-32-le"), None, "Größe"),
        ("The minister said".encode("utf-16-le"), None, "The minister said"),
        ("Größe".encode("cp1252"), None, "Größe"),
        ("Größe".encode("cp1252"), "utf-8", "Größe"),
        ("“Größe”".encode("cp1252"), "iso-8859-1", "“Größe”"),
        ("Москва".encode("koi8-r"), "KOI8-R", "Москва"),
        ("Москва".encode("cp1251"), "windows-1251", "Москва"),
        (b'<meta charset="windows-1251">' + "Москва".encode("cp1251"), None, '<meta charset="windows-1251">Москва'),
        ("東京で会談".encode("shift_jis"), "Shift_JIS", "東京で会談"),
        ("北京会谈".encode("gbk"), "gb2312", "北京会谈"),
    ],
)
def test_a_known_charset_is_read(body: bytes, declared: str | None, text: str) -> None:
    assert decode(body, declared=declared).text == text


@pytest.mark.parametrize("name", ["rot13", "zlib", "hex", "idna", "undefined", "unicode_escape", "utf-7", "x" * 99, ""])
def test_a_python_codec_name_from_outside_is_ignored(name: str) -> None:
    assert codec_for(name) is None
    assert decode(b"The minister said", declared=name).text == "The minister said"


def test_broken_utf8_is_kept_with_its_gaps_counted() -> None:
    decoded = decode("Größe – über “alles”".encode() + b" \xff\xfe end")
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 2
    assert decoded.text.startswith("Größe – über “alles”")
    assert decoded.text.endswith(" end")


def test_control_characters_and_line_ends_become_plain() -> None:
    cleaned = clean("one\r\ntwo\rthree\x0bfour\u2028five\x00\x07 six")
    assert cleaned.text == "one\ntwo\nthree\nfour\nfive six"
    assert "2 control characters" in cleaned.notes[0]


def test_a_lone_surrogate_is_replaced_and_said() -> None:
    cleaned = clean("a\ud800b")
    assert cleaned.text == "a\ufffdb"
    assert cleaned.notes


def test_a_text_that_fits_carries_no_mark() -> None:
    cleaned = clean("All of it.")
    assert not cleaned.cut_short
    assert cleaned.notes == ()


def test_fifty_million_characters_in_one_line_are_cut_with_a_mark() -> None:
    cleaned = clean("word " * 10_000_000)
    assert cleaned.cut_short
    assert cleaned.original_length == 50_000_000
    assert 999_000 < len(cleaned.text) <= 1_000_000


def test_a_run_of_combining_marks_is_capped_before_python_sorts_it_in_quadratic_time() -> None:
    text = "a" + "\u0301\u0316" * 400_000 + " end"
    assert clean(text).text.endswith(" end") or clean(text).cut_short
    assert len(clean(text).text) < 40


def test_every_combining_mark_of_this_unicode_version_is_below_the_searched_range() -> None:
    assert not any(unicodedata.combining(chr(code)) for code in range(_HIGHEST_COMBINING, sys.maxunicode + 1))


def test_a_title_is_one_line_and_short() -> None:
    assert one_line("  A \n title\t ") == "A title"
    assert len(one_line("x" * 900)) == 500
    assert one_line("x" * 900).endswith("…")
