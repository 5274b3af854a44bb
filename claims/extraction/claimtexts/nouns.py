"""Which alarm "the alarm" is: the nearest phrase with the same noun, said before, that tells more."""

from __future__ import annotations

from bisect import bisect_left

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.phrases import Phrase, Phrases
from claims.extraction.claimtexts.setting import Subject

_LIMITING = frozenset({"prep", "relcl", "acl", "appos", "poss", "compound", "nmod", "amod", "nummod"})
_MOST = 12  # earlier mentions that are looked at
_NEAR = 120  # tokens: of two fuller phrases the nearest is taken where it stands this near ...
_APART = 60  # ... and the other this far before it: the text has turned to something else
_GENERAL = frozenset(
    """
day night week month year time end world country nation government public rest way fact case people man woman thing part
moment morning evening afternoon past future hand area side point state season start top first
law road sea press media internet web ground number result results problem question idea other others lot kind
one ones cost costs decision change changes reason issue issues situation
""".split()
)
# Things that bear names.
_NAMED = frozenset(
    """film movie comedy thriller drama musical play opera show series sitcom soap programme album single song book
    novel memoir game band group duo drug vaccine pill ship ferry vessel tanker yacht submarine aircraft missile
    satellite spacecraft probe rocket storm hurricane typhoon volcano app website software console virus worm horse
    painting prison camp village town dam mine reactor plant bridge stadium pub ward""".split()
)
# What else a thing is called when it is taken up again.
_KINDS_TABLE = """
deal: merger takeover agreement acquisition sale contract purchase treaty accord buyout transfer
agreement: deal treaty accord pact
plan: proposal scheme project
scheme: plan project programme
project: scheme plan
study: research paper analysis survey trial
research: study paper survey
paper: study report
findings: study survey report
pictures: photographs photos images
images: photographs photos pictures
photographs: photos pictures images
probe: investigation inquiry
investigation: inquiry probe
inquiry: investigation probe
vote: election ballot referendum
ballot: election vote referendum
talks: negotiations
negotiations: talks
attack: bombing shooting strike assault raid
law: bill act legislation
legislation: bill act law
bill: legislation
movie: film
film: movie comedy thriller drama
vessel: ship ferry tanker boat trawler freighter submarine
boat: ship ferry trawler yacht
ship: ferry tanker vessel freighter
plane: aircraft jet airliner turboprop
aircraft: plane jet airliner turboprop helicopter
disaster: tsunami earthquake flood crash explosion eruption
quake: earthquake
blaze: fire
medicine: drug vaccine pill
drug: medicine pill vaccine
jab: vaccine
document: memo letter report survey dossier
documents: memos letters files papers
files: documents pages records
papers: documents files
building: library school church theatre museum hospital house
levy: tax tariff
tariff: duty levy
duties: tariffs
award: prize
prize: award
case: lawsuit trial
trial: case
lawsuit: case
row: dispute
dispute: row strike
stoppage: strike
walkout: strike
closure: shutdown
killing: murder shooting
death: killing murder
theft: heist robbery burglary
raid: robbery heist
hack: breach cyberattack
breach: hack
sculpture: statue bronze
painting: canvas portrait
"""
_KINDS = {line.split(":")[0]: tuple(line.split(":")[1].split()) for line in _KINDS_TABLE.split("\n") if line}


class Nouns:
    """The noun phrases of a text by their head noun."""

    def __init__(self, columns: Columns, phrases: Phrases) -> None:
        self._columns = columns
        self._phrases = phrases
        self._read: dict[int, Phrase] = {}
        self._at: dict[str, list[int]] = {}
        self._naming: dict[str, list[int]] = {}
        for token, tag in enumerate(columns.tag):
            if tag[:2] == "NN" and columns.dep[token] not in ("compound", "nmod"):
                self._at.setdefault(columns.lower[token], []).append(token)
            following = columns.tag[token + 1] if token + 1 < len(columns) else ""
            if tag == "NN" and columns.lower[token] in _NAMED and following in ("NNP", "NNPS"):
                self._naming.setdefault(columns.lower[token], []).append(token)

    def fuller(self, token: int) -> Subject | None:
        """What to write for "the <noun>" whose noun stands at a token; None if nothing fuller is sure."""
        columns = self._columns
        noun = columns.lower[token]
        if noun in _GENERAL or any(columns.dep[c] in _LIMITING for c in columns.children[token]):
            return None
        if token + 1 < len(columns) and columns.tag[token + 1] in ("WDT", "WP"):
            return None  # what stands behind may narrow it here, whatever the parser says
        if token + 1 < len(columns) and columns.lower[token + 1] in ("of", "for", "between"):
            return None
        if (named := self._named(noun, token)) is not None:
            return named
        places = self._at.get(noun, [])
        earlier = places[: bisect_left(places, token)][-_MOST:]
        told: list[Phrase] = []
        anew = False
        for place in reversed(earlier):
            if columns.entity[place] in ("PERSON", "GPE"):
                continue
            phrase = self._phrase(place)
            if phrase.general or phrase.plural != (columns.tag[token] in ("NNS", "NNPS")):
                continue
            if phrase.tells:
                told.append(phrase)
            elif phrase.introduces and not phrase.plural and not told:
                anew = True  # "a deal", of which no more is known
        if not told:
            return self._of_a_kind(noun, token) if not earlier else None
        chosen = told[0]
        rival = next((other for other in told[1:] if not _goes_with(chosen, other)), None)
        if rival is not None and (anew or chosen.head - rival.head < _APART or token - chosen.head > _NEAR):
            return None
        # The first that told it tells most, as long as both may be one thing.
        for other in told[1:]:
            if _goes_with(chosen, other) and len(other.words) > len(chosen.words):
                chosen = other
        words = chosen.words if chosen.owned else f"the {chosen.words}"
        return Subject(words, plural=chosen.plural, name=words)

    def _of_a_kind(self, noun: str, token: int) -> Subject | None:
        """ "The deal" as "the merger with Gulfwing": the only thing of the kind that the text has told of before."""
        kinds = [kind for kind in _KINDS.get(noun, ()) if self._at.get(kind, [token])[0] < token]
        if len(kinds) != 1:
            return None
        at = self._at[kinds[0]]
        told = [phrase for place in at[: bisect_left(at, token)][-_MOST:] if (phrase := self._phrase(place)).tells]
        if not told or any(not _goes_with(told[0], other) for other in told[1:]):
            return None
        longest = max(told, key=lambda phrase: len(phrase.words))
        words = longest.words if longest.owned else f"the {longest.words}"
        return Subject(words, plural=longest.plural, name=words)

    def _named(self, noun: str, token: int) -> Subject | None:
        """ "The film" as "the film Sideways", where the text gives one name to one film and has given it before."""
        columns = self._columns
        if columns.tag[token] != "NN":
            return None
        names: dict[str, int] = {}
        for place in self._naming.get(noun, ()):
            name = self._name_behind(place)
            if name:
                names.setdefault(name, place)
        if len(names) != 1:
            return None
        name, place = next(iter(names.items()))
        return Subject(f"the {noun} {name}", name=name) if place < token else None

    def _name_behind(self, noun: int) -> str:
        """The capitalised words behind a noun that belong to it: "Sideways" of "the comedy Sideways"."""
        columns = self._columns
        last = noun
        while last + 1 < len(columns) and columns.tag[last + 1] in ("NNP", "NNPS"):
            if columns.entity[last + 1] in ("PERSON", "GPE"):
                return ""
            last += 1
        if last == noun or columns.sentence[last] != columns.sentence[noun]:
            return ""
        if last + 1 < len(columns) and columns.tag[last + 1] in ("NN", "NNS", "POS", "HYPH", "CD"):
            return ""
        return " ".join(columns.text[columns.start[noun + 1] : columns.end[last]].split())

    def _phrase(self, head: int) -> Phrase:
        if head not in self._read:
            self._read[head] = self._phrases.at(head)
        return self._read[head]


def _goes_with(one: Phrase, other: Phrase) -> bool:
    """Whether the words of one phrase are among the other's."""
    mine, theirs = set(one.words.casefold().split()), set(other.words.casefold().split())
    return mine <= theirs or theirs <= mine
