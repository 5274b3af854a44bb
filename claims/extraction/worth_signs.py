"""What a reviewer can see in a sentence that makes it worth checking or not: tokens, each with a plain-word sign.

The signs do two jobs: they are features of the learned scorer, and they name the reasons shown beside a score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)?|[$€£%?!…]")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")

QUANTITY = "quantity"
DATE = "date"
STATE = "names a state"
INSTITUTION = "names an institution"
NAME = "names a person or body"
COMPARISON = "comparison"
CAUSE = "cause"
LAW = "law or money"
PAST = "something that happened"
FUTURE = "future: cannot be checked yet"
OPINION = "opinion"
HEDGE = "hedged"
QUESTION = "question"
SELF = "about the speaker"
ADDRESS = "speaks to somebody"
NEGATION = "negation"
WORDING = "wording"

_LEXICON: dict[str, str] = {
    QUANTITY: "million millions billion billions trillion trillions thousand thousands hundred hundreds "
    "dozen dozens "
    "percent percentage half third quarter double doubled triple tripled twice two three four "
    "five six seven eight "
    "nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety zero $ € £ % "
    "dollars euros cents per rate "
    "average total number numbers majority every all none times",
    DATE: "january february march april june july august september october november december monday "
    "tuesday wednesday "
    "thursday friday saturday sunday year years month months week weeks day days decade "
    "decades century ago yesterday "
    "since before after during today",
    STATE: "america american americans us usa russia russian russians china chinese ukraine ukrainian "
    "iran iranian iraq "
    "iraqi israel israeli palestinian gaza syria syrian germany german france french britain "
    "british uk england japan "
    "japanese korea korean mexico mexican canada canadian india indian pakistan afghanistan "
    "turkey turkish cuba cuban "
    "vietnam egypt saudi yemen lebanon poland spain italy australia brazil venezuela africa "
    "african europe european "
    "soviet moscow kremlin washington beijing kyiv tehran brussels london berlin paris "
    "california texas florida ohio "
    "michigan pennsylvania georgia arizona iowa",
    INSTITUTION: "congress senate house court supreme government administration ministry department agency "
    "fbi cia nato "
    "un eu police army military navy bank parliament commission committee council university "
    "party democrats democrat "
    "democratic republicans republican pentagon governor senator president minister secretary "
    "ambassador company",
    COMPARISON: "more less fewer most least higher lower highest lowest larger largest bigger biggest "
    "smaller smallest "
    "greater greatest better best worse worst faster slower than increase increased increases "
    "increasing decrease "
    "decreased decreases grew grown growth rose risen rise fell fallen fall dropped drop "
    "declined decline cut up down "
    "first only ever record never same",
    CAUSE: "because cause caused causes due therefore led resulted result results made forced "
    "destroyed created "
    "killed saved cost costs costing lost brought",
    LAW: "law laws bill bills act tax taxes taxed budget deficit debt vote voted votes veto vetoed "
    "passed signed treaty "
    "agreement policy amendment program programs jobs job unemployment income wage wages trade "
    "inflation economy "
    "spending spend spent fund funds funding medicare medicaid insurance oil energy crime immigration",
    FUTURE: "will 'll shall going gonna would plan plans tomorrow next i'll we'll they'll he'll she'll "
    "you'll it'll "
    "i'd we'd promise",
    OPINION: "think believe feel hope wish want like love hate should ought must need needs good great "
    "wonderful terrible "
    "horrible disaster wrong right important beautiful bad strong weak proud happy sad sure "
    "seems fair unfair tough",
    HEDGE: "may might could perhaps maybe probably possibly if whether suppose likely",
    QUESTION: "? what why how who where which when",
    SELF: "i me my mine myself i'm i've we we're we've our ours us let let's",
    ADDRESS: "you your you're yours you've thank thanks sir please well okay ok yes look listen senator mr mrs excuse",
    NEGATION: "not no never nobody nothing nor neither n't don't doesn't didn't isn't aren't wasn't "
    "weren't won't can't "
    "couldn't wouldn't shouldn't hasn't haven't hadn't",
    PAST: "was were had did has been said told went came took gave got knew became began saw found "
    "left held ran put "
    "sent built paid won fought broke chose wrote stood sold bought kept met",
}
# One word, one sign: the first in this order wins.
_ORDER = (
    QUANTITY,
    DATE,
    STATE,
    INSTITUTION,
    COMPARISON,
    CAUSE,
    LAW,
    FUTURE,
    HEDGE,
    OPINION,
    QUESTION,
    NEGATION,
    SELF,
    ADDRESS,
    PAST,
)
_SIGN_OF = {word: sign for sign in reversed(_ORDER) for word in _LEXICON[sign].split()}
SIGNS = (*_ORDER, NAME, WORDING)


@dataclass(frozen=True, slots=True)
class Piece:
    """One word, number or mark: `form` is lower case with every digit as 0, `sign` one of `SIGNS`."""

    form: str
    sign: str


def pieces(text: str) -> list[Piece]:
    """The words, numbers and telling marks of `text`, in order."""
    found = []
    first = True
    for raw in _TOKEN.findall(text):
        capital = not first and raw[0].isupper()
        found.append(_piece(raw, capital=capital))
        first = False
    return found


@lru_cache(maxsize=10_000)
def _piece(raw: str, *, capital: bool) -> Piece:
    lower = raw.lower().replace("’", "'")
    if raw[0].isdigit():
        return Piece(_DIGIT.sub("0", lower), DATE if _YEAR.fullmatch(raw) else QUANTITY)
    sign = _SIGN_OF.get(lower)
    if sign is None:
        sign = NAME if capital and len(raw) > 1 else PAST if lower.endswith("ed") and len(lower) > 4 else WORDING
    elif raw == "US":
        sign = STATE
    return Piece(lower, sign)
