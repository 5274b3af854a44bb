"""Reading the body of an answer: never more than the limit, unpacked under the same limit."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Iterator
from typing import Final

from core.http.connection import broken_answer
from core.http.errors import FetchFailed, FetchRefused

_CHUNK: Final = 64 * 1024
_BOMB_RATIO: Final = 50
_GZIP_WINDOW: Final = 31  # zlib's number for "gzip, 32 kB"


def read_body(response: http.client.HTTPResponse, *, max_bytes: int) -> tuple[bytes, bool]:
    """The unpacked body, and whether it was cut at `max_bytes`. Raises `FetchError`s for broken or packed-up bombs."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding in ("gzip", "x-gzip"):
        return _unpacked(_chunks(response), zlib.decompressobj(_GZIP_WINDOW), max_bytes)
    if coding == "deflate":
        return _unpacked(_chunks(response), zlib.decompressobj(), max_bytes)
    if coding not in ("identity", ""):
        raise FetchFailed("The site packed its answer in a way we did not ask for. Paste the text.", permanent=True)
    parts: list[bytes] = []
    size = 0
    for chunk in _chunks(response):
        parts.append(chunk[: max_bytes - size])
        size += len(chunk)
        if size > max_bytes:
            return b"".join(parts), True
    return b"".join(parts), False


def _chunks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """The body as it comes. Raises `FetchFailed` when it ends before its declared length."""
    declared, count = response.length, 0
    try:
        while chunk := response.read(_CHUNK):
            count += len(chunk)
            yield chunk
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise broken_answer() from error
    if declared is not None and count < declared:
        raise broken_answer()


def _unpacked(chunks: Iterator[bytes], unpacker: zlib._Decompress, max_bytes: int) -> tuple[bytes, bool]:
    """Unpack while reading. A gzip body may be several packed parts in a row; what follows the last is ignored."""
    parts: list[bytes] = []
    packed = size = 0
    try:
        for chunk in chunks:
            packed += len(chunk)
            while chunk:
                if unpacker.eof:
                    if not chunk.startswith(b"\x1f\x8b"):
                        return b"".join(parts), False
                    unpacker = zlib.decompressobj(_GZIP_WINDOW)
                part = unpacker.decompress(chunk, max_bytes + 1 - size)
                parts.append(part)
                size += len(part)
                if size > max_bytes:
                    return _at_limit(parts, packed - len(unpacker.unconsumed_tail), max_bytes)
                chunk = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error as error:
        raise broken_answer() from error
    if packed and not unpacker.eof:
        raise broken_answer()  # it ended in the middle
    return b"".join(parts), False


def _at_limit(parts: list[bytes], packed: int, max_bytes: int) -> tuple[bytes, bool]:
    if max_bytes > _BOMB_RATIO * packed:
        raise FetchRefused(
            "The answer of this site unpacks to far more than an article holds. Paste the text instead.",
            permanent=True,
        )
    return b"".join(parts)[:max_bytes], True
