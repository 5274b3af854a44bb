"""Short names to long ones: "Putin" to "Vladimir Putin", "the Beacon" to the "Daily Beacon"."""

from __future__ import annotations

from claims.extraction.casting.names import Name
from claims.extraction.casting.roles import ORGANISATION_WORDS, gender_of

Key = tuple[str, ...]
_GENERIC = ORGANISATION_WORDS | {
    "the",
    "of",
    "for",
    "and",
    "new",
    "royal",
    "national",
    "international",
    "north",
    "south",
    "east",
}


def link_short_names(groups: dict[Key, list[Name]], outlet: Key) -> dict[int, tuple[Key, bool]]:
    """For each name (by id) the key of the name it is short for (or its own), and whether it is the outlet itself."""
    by_word: dict[str, list[Key]] = {}
    for key in groups:
        if len(key) > 1:
            for word in {key[0], key[-1], *key[1:-1]}:
                by_word.setdefault(word, []).append(key)
    initials = {"".join(w[0] for w in key if w[0].isalpha()): key for key in reversed(list(groups)) if len(key) > 2}
    found: dict[int, tuple[Key, bool]] = {}
    for key, names in groups.items():
        is_outlet = bool(outlet) and _is_outlet(key, outlet, names)
        for name in names:
            target = key if is_outlet else _target(key, name, groups, by_word, initials)
            found[id(name)] = (target, is_outlet)
    return found


def _is_outlet(key: Key, outlet: Key, names: list[Name]) -> bool:
    if key == outlet:
        return True
    if any(name.evidence.get("place", 0.0) >= 1.5 for name in names):
        return False  # "in Kelding" is not the "Kelding Evening News"
    return len(key) == 1 and key[0] in outlet and (key[0] not in ("news", "the", "post", "times") or len(outlet) < 3)


def _persons(keys: list[Key], groups: dict[Key, list[Name]]) -> list[Key]:
    return [k for k in keys if _score(groups[k], "person") > max(_score(groups[k], "body"), _score(groups[k], "place"))]


def _score(names: list[Name], kind: str) -> float:
    return sum(n.evidence.get(kind, 0.0) for n in names)


def _target(
    key: Key, name: Name, groups: dict[Key, list[Name]], by_word: dict[str, list[Key]], initials: dict[str, Key]
) -> Key:
    if len(key) > 1:
        return _longer(key, groups, by_word)
    word = key[0]
    candidates = by_word.get(word, [])
    persons = [k for k in _persons(candidates, groups) if word in (k[-1], k[0]) or word == k[-1].split("-")[-1]]
    is_place = _score(groups[key], "place") >= 4 * len(groups[key]) and not name.titles
    if is_place and persons and all(k[0] == word for k in persons):
        is_place = not _follows(name, persons, groups)  # "Jordan reveals", after "Jordan Pike"
    if persons and not is_place and not (name.definite and not name.titles):
        return _person(word, name, persons, groups)
    bodies = [k for k in candidates if k not in persons and word not in _GENERIC and _score(groups[k], "body") > 0]
    if bodies and _score(groups[key], "place") < 4:
        return max(bodies, key=lambda k: (len(groups[k]), -groups[k][0].first))
    if name.definite and word in ORGANISATION_WORDS and not name.role:
        longer = [k for k in candidates if k not in persons and word in (k[0], k[-1])]
        if longer:
            return max(longer, key=lambda k: (len(groups[k]), -groups[k][0].first))
    if name.words[0].isupper() and len(word) > 1 and word in initials:
        return initials[word]
    return key


def _follows(name: Name, persons: list[Key], groups: dict[Key, list[Name]]) -> bool:
    """Whether somebody with that first name was named in full before."""
    return any(groups[k][0].first < name.first for k in persons)


def _longer(key: Key, groups: dict[Key, list[Name]], by_word: dict[str, list[Key]]) -> Key:
    """ "Jean-Luc Picard" for "Jean-Luc A. Picard": same first and last word."""
    same = [k for k in by_word.get(key[-1], []) if k[0] == key[0] and k[-1] == key[-1]]
    return min(same, key=lambda k: groups[k][0].first) if same else key


def _person(word: str, name: Name, persons: list[Key], groups: dict[Key, list[Name]]) -> Key:
    """Which of the people who share a name: by Mr or Ms, by age, else the one who was named in full first."""
    if len(persons) == 1:
        return persons[0]
    by_last = [k for k in persons if k[-1] == word] or persons
    gender = next((gender_of(t.casefold()) for t in name.titles if gender_of(t.casefold())), "")
    fitting = [k for k in by_last if not gender or _gender(groups[k]) in ("", gender)] or by_last
    exact = [k for k in fitting if gender and _gender(groups[k]) == gender]
    fitting = exact or fitting
    if name.age:
        fitting = [k for k in fitting if any(n.age == name.age for n in groups[k])] or fitting
    return min(fitting, key=lambda k: groups[k][0].first)


def _gender(names: list[Name]) -> str:
    return next((n.gender for n in names if n.gender), "")
