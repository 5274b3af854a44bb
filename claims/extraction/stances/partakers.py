"""Who can take a stand at all, and who takes one together: no plan denies anything, "both" are the two named before."""

from __future__ import annotations

from claims.extraction.casting.page import Page
from claims.extraction.casting.resolver import Resolver
from claims.extraction.casting.roles import BODIES, PEOPLE
from claims.extraction.stances.clauses import phrase_of
from claims.extraction.stances.stand import Stand
from claims.extraction.types import SpeakerKind, Stance

_SILENT = frozenset((Stance.DECLINED, Stance.NO_ANSWER))
_PERCENT = frozenset("percent % pc percentage".split())
_PARTS = frozenset("third quarter half fifth tenth majority minority most many few some proportion".split())
_POLLED = frozenset("voter respondent reader resident citizen household viewer owner parent adult people rest".split())
# Things that stand in no paper and speak for nobody. A report or a ruling may reject a claim; these cannot.
_THINGS = frozenset(
    """
    plan proposal deal bill law treaty project scheme policy budget tunnel bridge barrier road building house cost
    price figure number estimate sum date decision vote dispute row talk talks meeting doubt question concern
    uncertainty claim rumour rumor speculation experience theory map weather scandal crisis case matter issue
    situation affair strike war attack fire flood storm campaign measure move idea version
    """.split()
)
# What only people and bodies do: a thing may "contradict" a claim or "bear it out".
_DONE_BY_PEOPLE = frozenset(
    """
    deny reject dismiss decline refuse comment respond reply answer agree disagree dispute confirm acknowledge admit
    concede say call brand plead rebuff accept
    """.split()
)
_SENTENCES = 2  # how far back those stand whom "both" means
_MOST = 80  # tokens
_GROUP = frozenset(("of", "them", "men", "women", "companies", "sides", "parties", "the", "two", "three", "all"))


def cannot(page: Page, stand: Stand) -> bool:
    """Whether the words for the party name a thing, or a share of those who were polled."""
    columns = page.columns
    if not stand.party:
        return False
    low = [columns.lower[k] for k in stand.party]
    if _of_a_poll(page, stand, low):
        return True
    head = next((k for k in stand.party if columns.head[k] not in stand.party), stand.party[-1])
    noun = columns.lemma[head].lower()
    if columns.tag[head] not in ("NN", "NNS") or noun in PEOPLE or noun in BODIES:
        return False
    return noun in _THINGS and (stand.stance in _SILENT or columns.lemma[stand.verb].lower() in _DONE_BY_PEOPLE)


def _of_a_poll(page: Page, stand: Stand, low: list[str]) -> bool:
    """ "21 percent disagree", "a third of voters reject this": they answer what they were asked, no claim before."""
    columns = page.columns
    if stand.stance in _SILENT:
        return False
    cents = "per cent" in " ".join(low)
    if cents or _PERCENT & set(low):
        return True
    lemmas = {columns.lemma[k].lower() for k in stand.party}
    disagrees = columns.lemma[stand.verb].lower() in ("disagree", "agree")
    return bool(_PARTS & set(low)) and (bool(lemmas & _POLLED) or len(low) <= 2) and disagrees


def together(resolver: Resolver, stand: Stand) -> list[list[int]] | None:
    """ "Neither of them responded", "both deny it", "all three refused": the words for each of those who were named."""
    page = resolver.page
    low = [page.columns.lower[k] for k in stand.party]
    wanted = _how_many(low)
    if not wanted:
        return None
    if listed := _listed_before(page, stand.first, wanted):
        return listed
    found: dict[str, int] = {}
    for name, entity in resolver.cast.names_before(stand.first):
        if entity.kind is SpeakerKind.PERSON and entity.name not in found:
            found[entity.name] = name.last
        if len(found) == wanted:
            return [[last] for last in found.values()]
    return None


def _how_many(low: list[str]) -> int:
    """2 for "both", "neither of them", "the two men"; 3 for "all three"; 0 where the words mean no group."""
    if not low or not set(low[1:]) <= _GROUP:
        return 0
    if low[0] in ("neither", "both"):
        return 2
    if low[0] in ("the", "all") and len(low) > 1:
        return {"two": 2, "three": 3}.get(low[1], 0)
    return 0


def _listed_before(page: Page, before: int, wanted: int) -> list[list[int]]:
    """The last list of so many parties before a token: "Jan Holl and Nina Frey", "the bank, the fund and the state"."""
    columns = page.columns
    for k in range(before - 1, max(0, before - _MOST), -1):
        if page.sentence[before] - page.sentence[k] > _SENTENCES or columns.dep[k] != "cc":
            continue
        if columns.lower[k] not in ("and", "or", "nor"):
            continue
        heads = [columns.head[k]]
        while len(heads) < wanted:
            following = next((c for c in columns.children[heads[-1]] if columns.dep[c] == "conj"), -1)
            if following < 0:
                break
            heads.append(following)
        above = columns.head[heads[0]]
        while columns.dep[heads[0]] == "conj" and above != heads[0] and len(heads) < wanted:
            heads.insert(0, above)
            above = columns.head[above]
        if len(heads) == wanted and all(_is_party(page, head) for head in heads):
            return [_alone(page, head) for head in heads]
    return []


def _is_party(page: Page, head: int) -> bool:
    columns = page.columns
    if columns.tag[head] in ("NNP", "NNPS"):
        return columns.word[head][:1].isupper()
    noun = columns.lemma[head].lower()
    return columns.tag[head] in ("NN", "NNS") and (noun in PEOPLE or noun in BODIES)


def _alone(page: Page, head: int) -> list[int]:
    """The words for one of a list, without those for the others."""
    columns = page.columns
    tokens = phrase_of(page, head)
    stop = next((c for c in columns.children[head] if columns.dep[c] in ("cc", "conj", "punct") and c > head), -1)
    tokens = [k for k in tokens if stop < 0 or k < stop]
    start = tokens.index(head)
    while start > 0 and columns.word[tokens[start - 1]] not in (",", ";") and columns.dep[tokens[start - 1]] != "cc":
        start -= 1
    tokens = tokens[start:]
    deed = next((n for n, k in enumerate(tokens) if n and columns.lower[k] == "of" and _deed(page, k)), len(tokens))
    return tokens[:deed]  # "the regulator of hiding losses": accused of it


def _deed(page: Page, of: int) -> bool:
    after = page.after(of)
    return after < len(page) and page.columns.tag[after] == "VBG"
