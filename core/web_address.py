"""Web addresses as text: what may be asked for, and the one form under which an address is kept. No network here.

The splitting is our own, because two parsers that read one address differently are how private hosts get reached:
whatever is unclear is refused, and the door (`core.http`) uses the parts found here and nothing else.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin

import idna

MAX_LENGTH: Final = 2_000
UNREACHABLE: Final = (
    "This address could not be reached. Check it for typing errors: only pages that everybody can open on the web "
    "are read. If it opens in your browser, paste the text instead."
)
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_REFUSED_CHARACTERS = re.compile("[\x00-\x1f\x7f-\x9f\\\\\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):(//)?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT: Final = "%/:@!$&'()*+,;=-._~"
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl"
    r"|_hsenc|_hsmi|mkt_tok|oly_anon_id|oly_enc_id|vero_id|wickedid|xtor|at_medium|at_campaign|at_custom\d|ns_mchannel"
    r"|ns_source|ns_campaign|ns_linkname|ref_src|ref_url|guccounter|guce_referrer|guce_referrer_sig|s_cid|cmpid|ftag)",
    re.IGNORECASE,
)


class AddressError(ValueError):
    """This address cannot be used. `reason` is a sentence for a person, with what to do next."""

    def __init__(self, reason: str) -> None:
        """Keep the sentence."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class WebAddress:
    """The parts of an http or https address. `host` is ASCII, lower case, without brackets or a final dot."""

    scheme: str
    host: str
    port: int
    path: str  # starts with "/", in percent-encoding normal form, without dot segments
    query: str | None

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address and in the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        """What stands in the request line."""
        return self.path if self.query is None else f"{self.path}?{self.query}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parse_address(url: str, *, max_length: int = MAX_LENGTH) -> WebAddress:
    """Split an address that came from outside. Raises `AddressError` for all that is no plain http or https address."""
    url = url[: max_length + 100].strip(" \t\r\n")
    if not url:
        raise AddressError("There is no address. Paste one that starts with https://.")
    if len(url) > max_length:
        raise AddressError(f"This address is longer than {max_length:,} characters. Use a shorter form of it.")
    if _REFUSED_CHARACTERS.search(url):
        raise AddressError("This address holds a backslash or characters that cannot be seen. Type it anew.")
    scheme_match = _SCHEME.match(url)
    scheme = scheme_match[1].lower() if scheme_match else ""
    if scheme_match is None or scheme not in _DEFAULT_PORTS or not scheme_match[2]:
        raise AddressError("Only addresses that start with http:// or https:// can be read. Check the beginning.")
    rest = url[scheme_match.end() :].partition("#")[0]
    cut = min((place for place in (rest.find("/"), rest.find("?")) if place >= 0), default=len(rest))
    host, port = _host_and_port(rest[:cut], _DEFAULT_PORTS[scheme])
    path, mark, query = rest[cut:].partition("?")
    return WebAddress(scheme, host, port, _without_dots(_normal(path)), _normal(query, extra="?") if mark else None)


def canonical_url(url: str) -> str:
    """The form under which an address is kept and compared: no default port, fragment or tracking parameters.

    The order of the other parameters stays: some sites give it a meaning. Raises `AddressError`.
    """
    address = parse_address(url)
    pieces = [piece for piece in (address.query or "").split("&") if piece]
    kept = "&".join(piece for piece in pieces if not _TRACKING.fullmatch(piece.partition("=")[0]))
    return WebAddress(address.scheme, address.host, address.port, address.path, kept or None).url


def join_address(base: WebAddress, reference: str) -> WebAddress:
    """The address that `reference` (a Location header, a link) means on the page `base`. Raises `AddressError`."""
    reference = reference[: MAX_LENGTH + 100].strip(" \t\r\n")
    if _REFUSED_CHARACTERS.search(reference):
        raise AddressError("The page sends us on to an address that cannot be read. Open it yourself.")
    try:
        return parse_address(urljoin(base.url, reference))
    except AddressError:
        raise
    except ValueError:  # urljoin refuses brackets that do not pair up
        raise AddressError("The page sends us on to an address that cannot be read. Open it yourself.") from None


def _host_and_port(authority: str, default_port: int) -> tuple[str, int]:
    if "@" in authority:
        raise AddressError("This address holds a user name or password. Remove everything before the @.")
    if authority.startswith("["):
        literal, bracket, tail = authority[1:].partition("]")
        if not bracket or (tail and not tail.startswith(":")):
            raise AddressError(UNREACHABLE)
        return _ipv6(literal), _port(tail[1:], default_port)
    host, _, port = authority.partition(":")
    return _ascii_host(host), _port(port, default_port)


def _ipv6(literal: str) -> str:
    try:
        if "%" in literal:
            raise ValueError(literal)
        return str(ipaddress.IPv6Address(literal))
    except ValueError:
        raise AddressError(UNREACHABLE) from None


def _port(digits: str, default: int) -> int:
    if not digits:
        return default
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5 and 0 < int(digits) < 65_536):
        raise AddressError("The port in this address is not a number between 1 and 65535. Remove or correct it.")
    return int(digits)


def _ascii_host(host: str) -> str:
    """One pass through IDNA; then only plain labels are left, and numbers only as a strict dotted IPv4 address."""
    if not host.isascii():
        try:
            host = idna.encode(host[:255], uts46=True, transitional=False).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            raise AddressError(UNREACHABLE) from None
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressError(UNREACHABLE)
    if _NUMERIC_LABEL.fullmatch(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise AddressError(UNREACHABLE) from None
    return host


def _normal(text: str, *, extra: str = "") -> str:
    """Percent-encoding normal form: unreserved characters bare, all others escaped with capital digits."""
    text = _STRAY_PERCENT.sub("%25", text)
    return quote(_ESCAPE.sub(_unescaped, text), safe=_KEPT + extra)


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:] or [""]
    for number, segment in enumerate(segments, start=1):
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
        if segment in (".", "..") and number == len(segments):
            kept.append("")
    return "/" + "/".join(kept)
