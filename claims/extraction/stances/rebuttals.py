"""Denials without a word for denying: "I never promised anything", "No.", "But Drury hit back".

Somebody who was spoken of, or one of his side, answers in his own words. Points are given for what makes an answer a
denial: that he was spoken of, that he negates something, the same matter, that the text says he hits back.
"""

from __future__ import annotations

from claims.extraction.casting.cast import Entity
from claims.extraction.stances import words as w
from claims.extraction.stances.echoes import told_along
from claims.extraction.stances.reach import sentence_start
from claims.extraction.stances.reported import Reported, Told
from claims.extraction.stances.sides import one_side
from claims.extraction.stances.turning import denied_by_teller

_REACH = 9  # sentences
_CLOSE = 3  # sentences, where nothing of his own is negated
_ENOUGH = 2.0  # points
_SAME = 2  # lemmas in common that make two negations one
_FLAT = frozenset("no nope nonsense rubbish wrong false untrue lies garbage true fantasy".split())
_FLATLY = frozenset(
    "absolute absolutely complete completely utter utterly total totally pure not categorically".split()
)
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "none", "nothing", "nobody", "neither"))
_OWN = frozenset(("i", "we", "he", "she", "they", "it"))
_AUXILIARIES = frozenset("did does do is was were are has have had will would can could am wo ca".split())
_CONTRAST = frozenset(("but", "however", "yet", "nevertheless"))


def rebuttals(reported: Reported, open_verbs: set[int]) -> list[tuple[Told, list[Told]]]:
    """Pairs of an answer and the outer attributions it denies, in the order of the text. Bounded work for each.

    `open_verbs`: tokens that leave a claim open ("he remembered no such talk"); an answer with one denies nothing.
    """
    found = []
    for answer in reported.roots:
        if answer.speaker is None or not answer.content or not open_verbs.isdisjoint((*answer.content, *answer.cue)):
            continue
        denied = _answered(reported, answer, answer.speaker)
        if denied:
            found.append((answer, told_along(reported, answer, _side(reported, answer, answer.speaker), denied)))
    return found


def _answered(reported: Reported, answer: Told, speaker: Entity) -> list[Told]:
    earlier = [
        t
        for t in reported.before(answer.at)
        if t.number != answer.number
        and answer.sentence - t.sentence <= _REACH
        and not one_side(reported, t.speaker, speaker)
    ]
    if not earlier:
        return []
    nearest = earlier[0]
    earlier = [t for t in earlier if not denied_by_teller(reported, t)]  # who answers a denial does not deny the same
    if not earlier:
        return []
    close = nearest is earlier[0] and reported.page.line[answer.at] - earlier[0].line <= 2
    if close and (_says_flat_no(reported, answer) or _contradicts_shortly(reported, answer, earlier[0])):
        return earlier[:1]
    side = _side(reported, answer, speaker)
    about = [t for t in earlier if side & reported.about(t)]
    if turned := _turned_on_accuser(reported, answer, about):
        return turned
    if mistaken := [t for t in earlier if t.speaker is not None and t.speaker in _mistaken(reported, answer)]:
        return mistaken
    if about and (_hits_back(reported, answer) or _calls_liar(reported, answer)):
        return about
    if close and (_says_invented(reported, answer) or _negates_the_same(reported, answer, earlier[0])):
        return about or earlier[:1]
    return [t for t in earlier if _points(reported, answer, t, earlier[0], about=t in about) >= _ENOUGH]


def _side(reported: Reported, answer: Told, speaker: Entity) -> set[Entity]:
    """The speaker, and those whose spokesman, lawyer or agent he is."""
    cast = reported.resolver.cast
    named = {cast.at[k] for k in answer.source if k in cast.at}
    for k in answer.source[:-1]:
        # "his attorney, Roberta Klein"
        if reported.page.columns.tag[k] == "PRP$" and (whose := reported.resolver.pronoun(k)) is not None:
            named.add(whose.entity)
    words = {word.strip(".,’'s").casefold() for word in speaker.description.split()}
    return {speaker} | named | {cast.by_single[word] for word in words if word in cast.by_single}


def _points(reported: Reported, answer: Told, claim: Told, nearest: Told, *, about: bool) -> float:
    page = reported.page
    own, other = _negates(reported, answer)
    if not own and not other:
        return 0.0
    if _says_there_is_none(reported, answer, claim):
        return _ENOUGH
    insists = any(page.columns.lemma[k].lower() in w.REBUFFS for k in answer.cue)
    adjacent = claim is nearest and page.line[answer.at] == page.line[claim.at]
    if not own and answer.sentence - claim.sentence > _CLOSE:
        return 0.0
    common = _matter(reported, answer.content[:80]) & _matter(reported, claim.content)
    shared = bool(common)
    if len(common) >= _SAME and any(page.columns.lower[k] in _NEGATIONS for k in claim.content):
        return 0.0  # both say that it was not so
    contrast = claim is nearest and _opens_with_contrast(reported, answer)
    if not (about or insists or contrast):
        return 0.0
    return 1.0 * about + (0.75 if own else 0.5) + 0.75 * shared + 0.75 * insists + 0.5 * adjacent + 0.5 * contrast


def _says_there_is_none(reported: Reported, answer: Told, claim: Told) -> bool:
    """ "There was no call", "no review was under way": the very thing that the claim tells of is not there."""
    columns = reported.page.columns
    matter = _matter(reported, claim.content)
    for k in answer.content[:80]:
        if columns.lower[k] != "no":
            continue
        noun = next((n for n in range(k + 1, min(len(columns), k + 4)) if columns.tag[n] in ("NN", "NNS")), -1)
        if noun < 0 or columns.lemma[noun].lower() not in matter - _LOOSE:
            continue
        verb = columns.head[noun]
        if columns.lemma[verb] in ("be", "exist", "happen", "occur", "take") and verb in answer.content:
            return True
    return False


_LOOSE = frozenset("evidence doubt question reason plan need way sign proof one chance idea problem".split())


def _turned_on_accuser(reported: Reported, answer: Told, about: list[Told]) -> list[Told]:
    """ "His attorney told jurors that the bills were the work of Lattimore herself": all that she says of him."""
    columns = reported.page.columns
    lawyer = any(columns.lemma[k].lower() in _LAWYERS for k in answer.source)
    if not lawyer or not any(columns.lower[k] in ("himself", "herself", "themselves") for k in answer.content[:80]):
        return []
    meant = reported.about(answer)
    return [t for t in about if t.speaker is not None and t.speaker in meant]


_LAWYERS = frozenset("attorney lawyer solicitor barrister counsel advocate".split())


def _opens_with_contrast(reported: Reported, answer: Told) -> bool:
    page = reported.page
    start = sentence_start(page, answer.at)
    return page.columns.lower[start] in _CONTRAST


def _says_flat_no(reported: Reported, answer: Told) -> bool:
    """ "No. We have the money", "Categorically untrue": the first word of a reply."""
    columns = reported.page.columns
    words = [k for k in answer.content[:6] if columns.word[k][:1].isalnum()][:2]
    if len(words) == 2 and columns.lower[words[0]] in _FLATLY:
        words = words[1:]
    if not words or columns.lower[words[0]] not in _FLAT:
        return False
    after = reported.page.after(words[0])
    return after >= len(columns) or not columns.word[after][:1].isalnum()


def _contradicts_shortly(reported: Reported, answer: Told, claim: Told) -> bool:
    """ "It did", "They were not": a pronoun and an auxiliary, against a claim of the other sign."""
    columns = reported.page.columns
    words = [
        columns.lower[k] for k in answer.content if columns.word[k][:1].isalnum() or columns.lower[k] in ("n't", "n’t")
    ]
    if not 2 <= len(words) <= 3 or words[0] not in _OWN or words[1] not in _AUXILIARIES:
        return False
    negative = len(words) == 3 and words[2] in _NEGATIONS
    if len(words) == 3 and not negative:
        return False
    return negative != any(columns.lower[k] in _NEGATIONS for k in claim.content)


def _hits_back(reported: Reported, answer: Told) -> bool:
    """The words around the answer say that he hits back."""
    page = reported.page
    columns = page.columns
    begin = max(0, answer.at - 14)
    near = [k for k in range(begin, answer.at) if page.line[k] == page.line[answer.at]] + answer.cue
    return any(columns.lower[k] in w.HITS_BACK and columns.lower[min(k + 1, len(columns) - 1)] == "back" for k in near)


def _calls_liar(reported: Reported, answer: Told) -> bool:
    columns = reported.page.columns
    if any(columns.lower[k] in _ANYBODY for k in answer.content[:60]):
        return False  # "anyone who says so is lying" answers nobody
    return any(columns.lower[k] in w.LYING for k in answer.content[:60]) and not any(
        columns.lower[k] in _NEGATIONS and columns.lower[k + 1] in w.LYING for k in answer.content[:-1][:60]
    )


def _mistaken(reported: Reported, answer: Told) -> set[Entity]:
    """Who is said to be wrong: "says Moss is mistaken", "he got it wrong"."""
    columns, at = reported.page.columns, reported.resolver.cast.at
    found: set[Entity] = set()
    for k in answer.content[:30]:
        if columns.lower[k] not in ("mistaken", "wrong", "confused", "misinformed") or columns.dep[k] != "acomp":
            continue
        be = columns.head[k]
        subject = next((c for c in columns.children[be] if columns.dep[c] == "nsubj"), -1)
        plain = not any(columns.lower[c] in _NEGATIONS for c in columns.children[be])
        if plain and subject in at and subject in answer.content:
            found.add(at[subject])
    return found


def _says_invented(reported: Reported, answer: Told) -> bool:
    """ "She is making it up"."""
    low, words = reported.page.columns.lower, answer.content[:20]
    made_up = any(low[k] in ("making", "made") and low[k + 1 : k + 3] in (["it", "up"], ["this", "up"]) for k in words)
    made_up = made_up or any(low[k : k + 2] == ["made", "up"] and _story(reported, k) for k in words)
    return made_up and not any(low[k] in _NEGATIONS for k in words)


def _story(reported: Reported, verb: int) -> bool:
    """Whether what is "made up" is what was told: "the story", "it", "all of this"."""
    columns = reported.page.columns
    thing = next((c for c in columns.children[verb] if columns.dep[c] in ("nsubj", "nsubjpass")), -1)
    return thing >= 0 and (columns.lemma[thing].lower() in w.CLAIMS or columns.lower[thing] in w.ANAPHORS | w.WHOLE)


def _negates_the_same(reported: Reported, answer: Told, claim: Told) -> bool:
    """ "Nothing has been signed" against "the deal has been signed": the same verb, and nothing that does it."""
    columns = reported.page.columns
    if any(columns.lower[k] in _NEGATIONS for k in claim.content):
        return False
    done = {columns.lemma[k].lower() for k in claim.content if columns.tag[k].startswith("VB")} - w.COMMON
    for k in answer.content[:20]:
        nothing = columns.lower[k] in ("nothing", "nobody", "none") and columns.dep[k] in ("nsubj", "nsubjpass")
        if nothing and columns.lemma[columns.head[k]].lower() in done:
            return True
    return False


_ANYBODY = frozenset(("anyone", "anybody", "whoever", "everyone", "everybody"))


def _negates(reported: Reported, answer: Told) -> tuple[bool, bool]:
    """Whether the answer negates a verb whose subject is "I", "we", "it", and whether it negates anything."""
    columns = reported.page.columns
    inside = set(answer.content)
    other = False
    for k in answer.content[:80]:
        if columns.lower[k] not in _NEGATIONS:
            continue
        other = True
        verb = columns.head[k]
        if columns.lower[k] in ("no", "nothing", "nobody", "none") and not columns.tag[verb].startswith("VB"):
            verb = columns.head[verb]
        if columns.tag[verb].startswith("VB") or columns.lemma[verb] == "be":
            subject = next((c for c in columns.children[verb] if columns.dep[c] in ("nsubj", "nsubjpass")), -1)
        else:
            subject = -1
        if subject in inside and columns.lower[subject] in _OWN:
            return True, True
    return False, other


def _matter(reported: Reported, tokens: list[int]) -> set[str]:
    """Lemmas of nouns and verbs among the tokens that carry a matter."""
    columns = reported.page.columns
    return {columns.lemma[k].lower() for k in tokens if columns.tag[k] in _CARRYING} - w.COMMON


_CARRYING = frozenset(("NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
