"""One form for an address; anything unclear is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.web_address import UNREACHABLE, AddressError, canonical_url, join_address, parse_address


@pytest.mark.parametrize(
    ("given_url", "canonical"),
    [
        ("HTTP://Example.ORG:80", "http://example.org/"),
        ("https://example.org:443/a?", "https://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a/../b/./c", "https://example.org/b/c"),
        ("https://example.org/../../a/..", "https://example.org/"),
        ("https://example.org/%7Euser/%e4%bd%a0?q=%41", "https://example.org/~user/%E4%BD%A0?q=A"),
        ("https://example.org/100%/a b", "https://example.org/100%25/a%20b"),
        ("https://example.org/?b=2&utm_source=x&a=1&fbclid=y", "https://example.org/?b=2&a=1"),
        ("https://example.org/?utm_source=x", "https://example.org/"),
        ("https://example.org/?refresh=1&utmost=2", "https://example.org/?refresh=1&utmost=2"),
        ("https://MÜNCHEN.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://example.org./", "https://example.org/"),
        ("https://[2606:2800:0220::1]/", "https://[2606:2800:220::1]/"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("https://foo_bar.example.org/", "https://foo_bar.example.org/"),
        ("https://example.org?x=1", "https://example.org/?x=1"),
    ],
)
def test_the_canonical_form(given_url: str, canonical: str) -> None:
    assert canonical_url(given_url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("", "no address"),
        ("example.org", "https://"),
        ("file:///etc/passwd", "https://"),
        ("ftp://example.org/", "https://"),
        ("javascript:alert(1)", "https://"),
        ("http:example.org", "https://"),
        ("https://user@example.org/", "user name"),
        ("https://user:word@example.org/", "user name"),
        ("https://example.org\\@evil.example/", "backslash"),
        ("https://example.org/a\nb", "cannot be seen"),
        ("https://exam\x00ple.org/", "cannot be seen"),
        ("https://example.org/\ud800", "cannot be seen"),
        ("https://example.org:99999/", "port"),
        ("https://example.org:0/", "port"),
        ("https://example.org:8_0/", "port"),
        ("https://example.org:٨٠/", "port"),
        ("https://example.org/" + "a" * 2_000, "longer"),
    ],
)
def test_an_address_that_cannot_be_used_says_what_to_do(url: str, word: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse_address(url)
    assert word in caught.value.reason
    assert caught.value.reason.endswith(".")


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "127.0.0.0x1",
        "①②⑦.1",
        "a..b",
        "-a.example",
        "%31.example",
        "[::1%25lo]",
        "[::1",
        "[::1]x",
        "a" * 64 + ".example",
        ".",
        "xn--\u0430.example",
        "a" * 300,
        "[127.0.0.1]",
        "a b.example",
        "é" * 999,
    ],
)
def test_odd_hosts_share_one_text(host: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse_address(f"http://{host}/")
    assert caught.value.reason == UNREACHABLE


def test_full_width_digits_are_read_once_and_then_checked_like_any_other() -> None:
    assert parse_address("http://①②⑦.⓪.⓪.①/").host == "127.0.0.1"


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_parsing_raises_nothing_but_its_own_error_and_is_stable(front: str, back: str) -> None:
    for url in (front + back, f"https://{front}/{back}", f"https://example.org/{front}?{back}"):
        try:
            once = canonical_url(url)
        except AddressError:
            continue
        assert canonical_url(once) == once
        assert once.isascii()


@settings(deadline=None)
@given(st.text(max_size=60))
def test_joining_raises_nothing_but_its_own_error(reference: str) -> None:
    base = parse_address("https://example.org/a/b?c")
    try:
        joined = join_address(base, reference)
    except AddressError:
        return
    assert joined.scheme in ("http", "https")


def test_a_relative_redirect_is_joined_to_its_page() -> None:
    base = parse_address("https://example.org/a/b?c")
    assert join_address(base, "../x?y#z").url == "https://example.org/x?y"
    assert join_address(base, "//other.example/").url == "https://other.example/"
