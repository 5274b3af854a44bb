"""Bodies spoken of by a common noun: "the firm", "the defence ministry", "police there", "the palace"."""

from __future__ import annotations

from collections.abc import Callable

from claims.extraction.casting.cast import Cast, Entity
from claims.extraction.casting.phrases import Phrase
from claims.extraction.casting.places import government, state_of, with_article
from claims.extraction.casting.roles import BODIES
from claims.extraction.casting.salience import Memory, Mention
from claims.extraction.types import SpeakerKind

_MINISTRIES = {
    "foreign": "Foreign Affairs",
    "defence": "Defence",
    "defense": "Defence",
    "interior": "the Interior",
    "finance": "Finance",
    "health": "Health",
    "justice": "Justice",
    "education": "Education",
    "transport": "Transport",
    "agriculture": "Agriculture",
    "environment": "the Environment",
    "energy": "Energy",
    "labour": "Labour",
    "labor": "Labour",
    "trade": "Trade",
    "economy": "the Economy",
    "culture": "Culture",
    "fisheries": "Fisheries",
    "tourism": "Tourism",
}
_GENERIC = frozenset("company firm business group organisation organization body association outfit".split())
_ANY_BODY = frozenset("group organisation organization body association network outfit".split())
_CLASS_ONLY = frozenset("ministry court police parliament army council hospital school church embassy office".split())
_PLACED = frozenset("police court council hospital".split())


# Outlets that news names without a word on what they are.
_OUTLETS = frozenset(
    """
    reuters bloomberg afp ap tass interfax xinhua kyodo dpa ansa efe anadolu bbc cnn nbc cbs abc cbc pbs npr itv sky
    politico axios variety billboard forbes fortune vox vice wired bild spiegel haaretz stern liberation lemonde
    """.split()
)


def _is_outlet(cast: Cast, mention: Mention) -> bool:
    """Whether a name is one of an outlet, or stands where outlets stand: it reports, or somebody told it something."""
    columns, token = cast.page.columns, mention.token
    if columns.lower[token] in _OUTLETS:
        return True
    verb = columns.lemma[columns.head[token]]
    return (columns.dep[token] == "nsubj" and verb == "report") or (columns.dep[token] == "dobj" and verb == "tell")


_ACCUSING = frozenset("allege accuse claim complain suspect warn".split())
_BACK = 40  # tokens before a name in which the body may have been spoken of


def _accuses(cast: Cast, mention: Mention, noun: str) -> bool:
    """ "The firm dumped acid, Greenwatch alleges": whoever accuses the firm is not the firm."""
    columns, token = cast.page.columns, mention.token
    if columns.dep[token] != "nsubj" or columns.lemma[columns.head[token]] not in _ACCUSING:
        return False
    before = range(max(1, token - _BACK), token)
    return any(columns.lower[k] == noun and columns.lower[k - 1] == "the" for k in before)


def _limits(cast: Cast, phrase: Phrase) -> set[str]:
    """What narrows the noun: "hospital" in "the hospital chain"; not "Munich-based", not "'s"."""
    columns = cast.page.columns
    if phrase.owner >= 0:
        return set()
    found = set()
    for k in range(phrase.begin, phrase.head):
        hung = (k + 1 < len(columns) and columns.word[k + 1] in "-‐‑") or (k and columns.word[k - 1] in "-‐‑")
        if columns.tag[k] in ("NN", "NNS", "NNP", "JJ") and not hung:
            found.add(columns.lower[k])
    return found


def named_body(cast: Cast, memory: Memory, phrase: Phrase, token: int) -> tuple[Entity, str] | None:
    """The body that a definite noun phrase means, among those the text names, and the reason; None if nothing fits."""
    noun, group = phrase.noun, BODIES.get(phrase.noun, "")
    modifiers = _limits(cast, phrase)

    limits = modifiers - _PLAIN

    def fits(mention: Mention) -> float | None:
        entity = mention.entity
        if entity is None:
            return None
        if entity.kind is not SpeakerKind.ORGANISATION or entity.is_place:
            return None
        if entity is cast.publisher and (entity.count < 3 or group != "company"):
            return None
        description = entity.description.casefold().split()
        if limits and not all(_in(m, {*description, *entity.words}) for m in limits):
            return None
        if noun in entity.words or (description and noun in description):
            return 5.0 + (1.0 if modifiers & {*description, *entity.words} else 0.0)
        if group in entity.classes:
            return 3.0
        if group != "paper" and not entity.classes and _is_outlet(cast, mention):
            return None  # "..., Bloomberg reported. The company declined to comment."
        if not entity.classes and _accuses(cast, mention, noun):
            return None
        if entity.classes and noun not in _ANY_BODY:
            return None
        if group in _CLASS_ONLY or (group != "company" and noun not in _GENERIC):
            return None
        return 0.0 if entity.count > 1 or mention.speaks else -1.5

    found = memory.best(token, fits, furthest=12)
    if found is None or found[1] < -16:
        found = _later(cast, memory, token, fits)
    return (found[0], f"named body: the {noun}") if found else None


_MONARCHS = frozenset("king queen sultan emperor emir kingdom prince princess".split())
_PLAIN = frozenset("new old big small giant major local private public own embattled troubled beleaguered".split())


def _in(modifier: str, words: set[str]) -> bool:
    """Whether a modifier stands among the words, in singular or plural."""
    return any(word == modifier or word == modifier + "s" or word + "s" == modifier for word in words)


def _later(
    cast: Cast, memory: Memory, token: int, fits: Callable[[Mention], float | None]
) -> tuple[Entity, float] | None:
    """A body named only later: in a headline or first sentence."""
    least = 3.0 if cast.page.sentence[token] <= 2 else 5.0
    for name, entity in cast.names_after(token):
        extra = fits(Mention(name.last, entity))
        if extra is not None and extra >= least:
            return entity, extra
    return None


def public_body(cast: Cast, phrase: Phrase) -> tuple[str, SpeakerKind, str] | None:
    """Name, kind and reason for a government, ministry, office, palace or police force that the text does not name."""
    noun, group = phrase.noun, BODIES.get(phrase.noun, "")
    low = cast.page.columns.lower
    words = [low[k] for k in range(phrase.begin, phrase.head)]
    state = _state_in(words) or cast.state
    if group == "government" and noun in ("government", "administration", "regime", "cabinet") and not phrase.plural:
        return _government(cast, phrase, words, state)
    if noun in ("ministry", "department") and any(w not in _MINISTRIES and not state_of(w) for w in words[:-1]):
        return None  # "the Tervalan foreign ministry": of a state that is not in the tables
    if noun == "ministry" and words and words[-1] in _MINISTRIES:
        if not state:
            return f"{words[-1]} ministry", SpeakerKind.GOVERNMENT, "ministry of a state that is not clear"
        name = f"Ministry of {_MINISTRIES[words[-1]]}"
        return _of(name, state), SpeakerKind.GOVERNMENT, "ministry of the state the text is about"
    if noun == "office" and phrase.owner >= 0:
        return _office(cast, phrase, state)
    if group == "palace":
        return _palace(cast, noun, phrase.head)
    if group in _PLACED:
        return _placed(cast, phrase, noun)
    return None


def _state_in(words: list[str]) -> str | None:
    for length in (2, 1):
        for k in range(len(words) - length + 1):
            if state := state_of(" ".join(words[k : k + length])):
                return state
    return None


def _of(name: str, state: str | None) -> str:
    return f"{name} of {with_article(state)}" if state else name


def _government(cast: Cast, phrase: Phrase, words: list[str], state: str | None) -> tuple[str, SpeakerKind, str] | None:
    if phrase.owner >= 0:
        owner = cast.at.get(phrase.owner)
        state = state_of(owner.name) if owner else state
    elif words and not _state_in(words) and words[-1] not in ("national", "federal", "central", "new", "coalition"):
        return None
    if not state:
        return None
    return government(state), SpeakerKind.GOVERNMENT, "government of the state the text is about"


def _office(cast: Cast, phrase: Phrase, state: str | None) -> tuple[str, SpeakerKind, str] | None:
    """ "the prime minister's office"."""
    if cast.at.get(phrase.owner):
        return None
    words = cast.page.literal(phrase.owner_first, phrase.owner).casefold()
    if words not in ("prime minister", "president", "chancellor", "first minister", "attorney general"):
        return None
    title = words.title().replace(" General", " General")
    return _of(f"{title}'s Office", state), SpeakerKind.GOVERNMENT, "office of the state the text is about"


def _palace(cast: Cast, noun: str, token: int) -> tuple[str, SpeakerKind, str] | None:
    """ "The palace" of the realm whose king or queen the text speaks of."""
    columns = cast.page.columns
    near = cast.names_before(token) + cast.names_after(token)
    for name, entity in near:
        realm = name.first >= 2 and columns.lower[name.first - 1] == "of"
        if realm and columns.lower[name.first - 2] in _MONARCHS:
            return (
                f"Royal Palace of {entity.name}",
                SpeakerKind.ORGANISATION,
                f"the {noun} of the monarch in the text",
            )
    return None


def _placed(cast: Cast, phrase: Phrase, noun: str) -> tuple[str, SpeakerKind, str] | None:
    """ "Police there", "police in Vejle", "the Stoke council": with the place's name."""
    page = cast.page
    low = page.columns.lower
    if phrase.begin < phrase.head and (entity := cast.at.get(phrase.head - 1)) is not None:
        return f"{entity.name} {noun}", SpeakerKind.ORGANISATION, "place beside it"
    after = page.after(phrase.head)
    if after < len(page) and low[after] == "there":
        place = next((e for _, e in cast.names_before(phrase.head) if e.is_place), None)
        if place is not None:
            return f"{place.name} {noun}", SpeakerKind.ORGANISATION, f"there: {place.name}"
    if after + 1 < len(page) and low[after] == "in" and (entity := cast.at.get(after + 1)) is not None:
        return f"{entity.name} {noun}", SpeakerKind.ORGANISATION, "place beside it"
    return None
