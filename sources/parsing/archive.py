"""Reading parts of a zip file from outside: count, size and ratio are checked while reading, never believed."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import Final

from sources.parsing.document import Unreadable

MAX_MEMBERS: Final = 2_000
MAX_PART_BYTES: Final = 60 * 1024 * 1024
_MAX_RATIO: Final = 200
_RATIO_FROM: Final = 1024 * 1024
_CHUNK: Final = 64 * 1024
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, ValueError, OSError, EOFError)
_BROKEN: Final = "This Word file is damaged and cannot be opened. Save it anew in your program, or paste its text."
_BOMB: Final = "This file unpacks to far more than a document holds, so it was not opened. Paste its text instead."


class Archive:
    """A zip file in memory. `read` gives the bytes of one part, by its exact name; nothing is written anywhere."""

    def __init__(self, body: bytes) -> None:
        """Open the list of parts. Raises `Unreadable` when it is damaged or too long."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
            self.names = frozenset(self._zip.namelist())
        except _DAMAGE as error:
            raise Unreadable(_BROKEN) from error
        if len(self._zip.infolist()) > MAX_MEMBERS:
            raise Unreadable(_BOMB)

    def read(self, name: str, *, limit: int = MAX_PART_BYTES) -> bytes:
        """The unpacked bytes of a part. Raises `Unreadable` past `limit`, past the ratio, and for broken data."""
        packed = max(1, self._zip.getinfo(name).compress_size)
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit or (size > _RATIO_FROM and size > _MAX_RATIO * packed):
                        raise Unreadable(_BOMB)
                    parts.append(chunk)
        except _DAMAGE as error:
            raise Unreadable(_BROKEN) from error
        except RuntimeError as error:  # how zipfile says "needs a password"
            raise Unreadable("This file has a password. Save it without one, or paste its text.") from error
        return b"".join(parts)
