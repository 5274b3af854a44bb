"""The language of a text."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

_NO_LANGUAGE: Final = frozenset({"zxx", "und"})
_LONGEST: Final = 200_000  # the language of a longer text is the language of its beginning


def language_of(text: str) -> tuple[str | None, float]:
    """ISO 639-1 code and confidence (0 to 1) by py3langid over the whole text; (None, 0.0) where there is nothing.

    Sentences are right nearly always, three words about three times in four. The model takes half a second to load,
    once per process.
    """
    if not any(character.isalpha() for character in text):
        return None, 0.0
    code, confidence = _identifier().classify(text[:_LONGEST].encode("utf-8", "replace").decode("utf-8"))
    return (None, 0.0) if code in _NO_LANGUAGE else (str(code), float(confidence))


def load_model() -> None:
    """Load the model now: for a process that will fork."""
    _identifier()


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
