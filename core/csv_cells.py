"""Cells of CSV files that no spreadsheet takes for a formula, and the way back."""

from __future__ import annotations

import re

# A program may trim blanks, marks of byte order and zero-width signs before it looks at the first character.
_TRIMMED = "\\s\\x00-\\x20\\xa0\\xad\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u2064\\ufeff"
_FORMULA = re.compile(f"[{_TRIMMED}]*[=+@|%\\uff1d\\uff0b\\uff0d\\uff20-]")
_LEADING = ("'", "\t", "\r", "\n")


def escaped(text: str) -> str:
    """The text with an apostrophe before it if it could be read as a formula, or begins with an apostrophe itself."""
    return f"'{text}" if _FORMULA.match(text) or text.startswith(_LEADING) else text


def unescaped(cell: str) -> str:
    """The text that `escaped` was given: one leading apostrophe is taken away."""
    return cell.removeprefix("'")
