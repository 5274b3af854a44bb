"""What stands beside a name and says who it is: "finance director X", "X, 48,", "X, the handling company,"."""

from __future__ import annotations

from claims.extraction.casting.given import is_given
from claims.extraction.casting.names import Name
from claims.extraction.casting.page import Page
from claims.extraction.casting.roles import BODIES, PEOPLE, gender_of

NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MODIFIERS = NOUN_TAGS | frozenset(("JJ", "JJR", "JJS", "VBG", "VBN", "HYPH", "POS", "CD"))
_DETERMINERS = frozenset(("DT", "PRP$"))
_BE = frozenset(("is", "was", "’s", "'s", "became", "remains", "has been", "are", "were"))
_CLOSERS = frozenset((",", ".", ")", ":", ";", "-", "–", "—", "(", "!", "?", "…"))
_HYPHENS = frozenset(("-", "‐", "‑"))
_LONGEST = 14


def describe(page: Page, name: Name) -> None:
    """Fill the role, age, gender and evidence of a name from its neighbourhood. Bounded work per name."""
    if name.evidence.get("place", 0.0) >= 4:
        return
    _from_titles(page, name)
    _from_words_before(page, name)
    after = _age(page, name)
    _from_words_after(page, name, after)
    _from_phrase_before(page, name)
    if not name.role:
        _from_verb(page, name)
    _from_noun_after(page, name)


def _note(name: Name, phrase: str, head: str, *, strong: bool = True) -> None:
    """Keep an office or a kind of body that a name is said to be."""
    weight = 4.0 if strong else 3.0
    either = head in PEOPLE and head in BODIES and not is_given(name.words[0]) and not name.titles
    key = "person" if head in PEOPLE and not either else "body"
    name.evidence[key] = name.evidence.get(key, 0.0) + weight
    if not name.role:
        name.role, name.role_head = phrase, head
    elif phrase != name.role:
        name.further.append((phrase, head))
    _set_gender(name, head)


def _set_gender(name: Name, word: str) -> None:
    gender = gender_of(word)
    if gender:
        name.gender, name.gender_is_sure = gender, True


def head_word(page: Page, token: int) -> str:
    """A noun's form that the tables know: two words where they are one office ("chief executive")."""
    columns = page.columns
    low = columns.lower[token]
    if token and f"{columns.lower[token - 1]} {low}" in PEOPLE:
        return f"{columns.lower[token - 1]} {low}"
    if token > 1 and columns.lower[token - 1] in _HYPHENS:
        joined = columns.lower[token - 2] + "-" + low
        if joined in PEOPLE or joined in BODIES:
            return joined
        if columns.lower[token - 2] == "ex" and low in PEOPLE:
            return low
    return low


def _known(word: str) -> bool:
    return word in PEOPLE or word in BODIES


def _from_titles(page: Page, name: Name) -> None:
    if not name.titles:
        return
    low = [t.casefold().rstrip(".") for t in name.titles]
    for title in low:
        _set_gender(name, title)
    if _known(low[-1]) or (len(low) > 1 and " ".join(low[-2:]) in PEOPLE):
        head = " ".join(low[-2:]) if " ".join(low[-2:]) in PEOPLE else low[-1]
        left = phrase_start(page, name.first)
        words = page.literal(left, name.start - 1) if left < name.start else " ".join(name.titles)
        name.role, name.role_head = words, head


def phrase_start(page: Page, token: int) -> int:
    """The first token of the modifiers right before `token`, without determiners."""
    columns = page.columns
    start = token
    for k in range(token - 1, max(-1, token - _LONGEST), -1):
        if columns.tag[k] not in _MODIFIERS or page.line[k] != page.line[token]:
            break
        if page.sentence[k] != page.sentence[token] or not (columns.word[k][:1].isalnum() or _inner(page, k)):
            break
        start = k
    while start < token and columns.tag[start] in ("POS", "HYPH"):
        start += 1
    return start


def _inner(page: Page, k: int) -> bool:
    return page.columns.tag[k] in ("POS", "HYPH")


def _from_words_before(page: Page, name: Name) -> None:
    before = page.before(name.first)
    if before < 0 or page.sentence[before] != page.sentence[name.first] or name.role:
        return
    if page.columns.tag[before] not in NOUN_TAGS and page.columns.tag[before] != "JJ":
        return
    head = head_word(page, before)
    if _known(head) and page.quoted[before] == page.quoted[name.first]:
        _note(name, page.literal(phrase_start(page, before + 1), before), head)


def _age(page: Page, name: Name) -> int:
    """Reads ", 48," or "(48)" or ", aged 48,"; the token after the name, or after its age."""
    columns, n = page.columns, len(page)
    a = page.after(name.last)
    if a >= n or columns.word[a] not in (",", "("):
        return a
    b = a + 1
    if b < n and columns.lower[b] in ("aged", "age"):
        b += 1
    if (
        b + 1 < n
        and columns.word[b].isdigit()
        and 1 < len(columns.word[b]) < 4
        and columns.word[b + 1] in (",", ")", ".")
    ) and 5 <= int(columns.word[b]) <= 115:
        name.age = columns.word[b]
        name.evidence["person"] = name.evidence.get("person", 0.0) + 4.0
        if columns.word[b + 1] == ")" and b + 2 < n:
            return b + 2
        return b + 1
    return a


def noun_phrase(page: Page, token: int) -> tuple[int, int]:
    """First token and head of the noun phrase that starts at `token`; (-1, -1) where none does."""
    columns, n = page.columns, len(page)
    head = -1
    k = token
    while k < min(n, token + _LONGEST) and page.sentence[k] == page.sentence[token]:
        tag = columns.tag[k]
        if tag in NOUN_TAGS:
            head = k
        elif tag in ("IN", "RB", "RBS") and head < 0 and k > token and columns.lower[k] == "then":
            pass
        elif tag not in _MODIFIERS and (tag not in _DETERMINERS or k > token):
            break
        k += 1
    return (token, head) if head >= 0 else (-1, -1)


def _from_words_after(page: Page, name: Name, after: int) -> None:
    columns, n = page.columns, len(page)
    if (
        after >= n - 1
        or columns.word[after] not in (",", "–", "—", "-")
        or page.sentence[after] != page.sentence[name.last]
    ):
        return
    start = after + 1
    if columns.lower[start] == "who" and start + 1 < n and columns.lower[start + 1] in _BE:
        start += 2
    first, head = noun_phrase(page, min(start, n - 1))
    if head < 0:
        return
    following = page.after(head)
    if following < n and columns.lower[following] in ("and", "or") and columns.tag[first] == "DT":
        return
    if following < n and columns.tag[following] in ("VBD", "VBZ", "VBP", "MD") and columns.tag[first] != "NN":
        return
    word = head_word(page, head)
    if not _known(word):
        return
    if columns.tag[first] in NOUN_TAGS and columns.word[first][0].isupper() and first != head:
        # ", SINAT leader Teresa Vilar": the office belongs to the name that follows
        if following < n and columns.tag[following] in ("NNP", "NNPS"):
            return
    elif following < n and columns.tag[following] in ("NNP", "NNPS"):
        return
    begin = first + 1 if columns.tag[first] == "DT" else first
    _note(name, page.literal(begin, _with_of(page, head)), word)


def _with_of(page: Page, head: int) -> int:
    """The last token of "of ..." after a head noun, up to the next comma."""
    columns, n = page.columns, len(page)
    k = head + 1
    if k >= n or columns.lower[k] not in ("of", "at", "for", "in"):
        return head
    last = head
    while k < min(n, head + 9) and page.sentence[k] == page.sentence[head]:
        if columns.tag[k] not in _MODIFIERS | _DETERMINERS and columns.lower[k] not in ("of", "at", "for", "in", "and"):
            break
        if columns.tag[k] in NOUN_TAGS:
            last = k
        k += 1
    return last


def _from_phrase_before(page: Page, name: Name) -> None:
    """ "The prime minister, X," and "a spokesman for the council, X,": the words up to the comma before the name."""
    columns, n = page.columns, len(page)
    comma, after = page.before(name.first), page.after(name.last)
    if comma < 1 or columns.word[comma] != "," or page.sentence[comma] != page.sentence[name.first]:
        return
    if after < n and columns.word[after] not in _CLOSERS and page.sentence[after] == page.sentence[name.last]:
        return
    heads = _heads_before(page, comma)
    wanted = PEOPLE if name.evidence.get("person", 0) >= name.evidence.get("body", 0) else BODIES
    for first, head in heads:
        word = head_word(page, head)
        if page.columns.tag[first] not in _DETERMINERS and not any(
            page.columns.tag[k] == "POS" for k in range(first, head)
        ):
            continue
        if word in wanted or (first == heads[0][0] and _known(word) and len(heads) == 1):
            begin = first + 1 if columns.tag[first] == "DT" else first
            _note(name, page.literal(begin, head), word, strong=False)
            name.role_at = (first, head)
            return


def _heads_before(page: Page, comma: int) -> list[tuple[int, int]]:
    """Noun phrases with a determiner between the last break and the comma, the nearest first."""
    columns = page.columns
    found: list[tuple[int, int]] = []
    head = -1
    k = comma - 1
    while k >= 0 and comma - k < 18 and page.sentence[k] == page.sentence[comma]:
        tag = columns.tag[k]
        if tag in NOUN_TAGS and head < 0 and columns.tag[k + 1] != "POS":
            head = k
        elif tag in _DETERMINERS or (tag not in _MODIFIERS and head >= 0):
            if head >= 0:
                possessed = tag in _DETERMINERS and any(columns.tag[m] == "POS" for m in range(k, head))
                found.append((k if tag in _DETERMINERS or possessed else k + 1, head))
                head = -1
            if tag not in _DETERMINERS and tag != "IN":
                break
        elif tag not in _MODIFIERS and tag != "IN":
            break
        k -= 1
    else:
        if head >= 0:
            found.append((k + 1, head))
    return found


def _from_verb(page: Page, name: Name) -> None:
    """ "X is the chief executive of Y"."""
    columns, n = page.columns, len(page)
    k = page.after(name.last)
    if k + 2 < n and columns.lower[k] in _BE and columns.tag[k] != "POS" and columns.tag[k + 1] in _DETERMINERS:
        first, head = noun_phrase(page, k + 1)
        if head >= 0 and head_word(page, head) in PEOPLE and page.sentence[head] == page.sentence[name.last]:
            _note(name, page.literal(first + 1, _with_of(page, head)), head_word(page, head))


_NAMED_BODIES = frozenset(
    """party movement union group alliance airline newspaper magazine website channel platform company firm bank chain
    supermarket brand hospital school university college airport foundation charity network militia agency""".split()
)


def _from_noun_after(page: Page, name: Name) -> None:
    """ "The Dawn party": a small noun right after says what kind of body the name is."""
    k = page.after(name.last)
    if k >= len(page) or page.sentence[k] != page.sentence[name.last] or "place" in name.evidence:
        return
    if page.columns.lower[k] in _NAMED_BODIES and page.columns.tag[k] == "NN":
        _note(name, name.role or page.columns.lower[k], page.columns.lower[k])
