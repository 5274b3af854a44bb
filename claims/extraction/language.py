"""A plain warning when a text is not in the language that the models know."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = {
    "en": "the of and to in that is was for on with as by it at from has have had be are said not this will who which",
    "fr": "le la les des et est une dans que pour qui sur pas au avec du ce il par plus son sont été",
    "de": "der die das und ist nicht ein eine mit von den dem des auf für im sich auch als wird hat zu",
    "es": "el la los las de que y en un una por con para se del su es al lo como más pero",
    "it": "il la che di e un una per con del della sono non si è al dei nel più gli",
    "nl": "de het een en van is dat op te zijn met voor niet aan er ook door bij",
    "pt": "o a os as que e de um uma para com não do da em no na por mais se",
}
_SETS = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}
SAMPLE_CHARACTERS = 20_000
SHORT_LINE = 60


def language_warnings(text: str) -> tuple[str, ...]:
    """`("language not supported: fr",)` where the small words of another language outnumber the English ones.

    For a text that is English as a whole, but has paragraphs that are not:
    `("language not supported in 2 paragraphs: fr",)`.
    """
    if whole := _foreign(text[:SAMPLE_CHARACTERS]):
        return (f"language not supported: {whole}",)
    lines = [line for line in text[:SAMPLE_CHARACTERS].splitlines() if len(line) > SHORT_LINE]
    found = [code for line in lines if (code := _foreign(line))]
    if not found:
        return ()
    count = "1 paragraph" if len(found) == 1 else f"{len(found)} paragraphs"
    return (f"language not supported in {count}: {', '.join(sorted(set(found)))}",)


def _foreign(text: str) -> str:
    """Code of the other language that a piece is written in, or "not written in Latin letters"; "" for English."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < 12:
        return ""
    latin = sum(word.isascii() or any(c < "\u0250" for c in word) for word in words)
    if latin < 0.5 * len(words):
        return "not written in Latin letters"
    shares = {code: sum(word in known for word in words) / len(words) for code, known in _SETS.items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    if best != "en" and shares[best] > 0.12 and shares[best] > 1.5 * shares["en"]:
        return best
    return ""
