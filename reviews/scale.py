"""The words that a desk judges with. Pure: plain data; the rows of a desk's own scale are read by `reviews.queries`."""

from __future__ import annotations

from dataclasses import dataclass

from reviews.enums import Verdict


@dataclass(frozen=True, slots=True)
class Word:
    """One verdict of a scale: what is stored, what is shown, the status it leads to, its ClaimReview number if any."""

    key: str
    label: str
    status: Verdict
    rating: int | None = None
    meaning: str = ""
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The words in their order, with the numbers of the worst and the best in ClaimReview markup."""

    name: str
    worst: int
    best: int
    words: tuple[Word, ...]
    pk: int | None = None

    def word(self, key: str) -> Word | None:
        return next((word for word in self.words if word.key == key), None)


DEFAULT_SCALE = Scale(
    name="Three findings",
    worst=1,
    best=5,
    words=(
        Word("confirmed", "confirmed", Verdict.CONFIRMED, 5, "The evidence shows that it is so."),
        Word("disputed", "disputed", Verdict.DISPUTED, 1, "The evidence shows that it is not so."),
        Word(
            "unconfirmed",
            "unconfirmed",
            Verdict.UNCONFIRMED,
            None,
            "What can be found does not settle it; this finding carries no number.",
        ),
    ),
)
