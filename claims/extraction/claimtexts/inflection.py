"""English verb forms: enough to give a verb its tense and number back when its clause is rewritten."""

from __future__ import annotations

import re

# base past participle; a verb that is not here is regular.
_IRREGULAR = """
be was been|have had had|do did done|go went gone|see saw seen|take took taken|give gave given|come came come
become became become|begin began begun|break broke broken|choose chose chosen|draw drew drawn|drink drank drunk
drive drove driven|eat ate eaten|fall fell fallen|fly flew flown|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got got|grow grew grown|hide hid hidden|know knew known|lie lay lain|ride rode ridden
ring rang rung|rise rose risen|run ran run|shake shook shaken|show showed shown|shrink shrank shrunk|sing sang sung
sink sank sunk|speak spoke spoken|steal stole stolen|swear swore sworn|swim swam swum|tear tore torn
throw threw thrown|wake woke woken|wear wore worn|write wrote written|withdraw withdrew withdrawn
overtake overtook overtaken|undertake undertook undertaken|undergo underwent undergone|bear bore borne
beat beat beaten|bite bit bitten|blow blew blown|mistake mistook mistaken|outgrow outgrew outgrown
overcome overcame overcome|oversee oversaw overseen|foresee foresaw foreseen|arise arose arisen
buy bought bought|bring brought brought|build built built|burn burned burned|catch caught caught|cut cut cut
cost cost cost|deal dealt dealt|feed fed fed|feel felt felt|fight fought fought|find found found|hear heard heard
hit hit hit|hold held held|hurt hurt hurt|keep kept kept|lay laid laid|lead led led|leave left left|lend lent lent
let let let|lose lost lost|make made made|mean meant meant|meet met met|pay paid paid|put put put|quit quit quit
read read read|rebuild rebuilt rebuilt|say said said|seek sought sought|sell sold sold|send sent sent|set set set
shed shed shed|shoot shot shot|shut shut shut|sit sat sat|sleep slept slept|spend spent spent|split split split
spread spread spread|stand stood stood|stick stuck stuck|strike struck struck|swing swung swung|teach taught taught
tell told told|think thought thought|understand understood understood|uphold upheld upheld|win won won
mislead misled misled|withhold withheld withheld|bid bid bid|bet bet bet|cast cast cast|broadcast broadcast broadcast
plead pleaded pleaded|sue sued sued|dig dug dug|flee fled fled|bind bound bound|wind wound wound|slide slid slid
"""
_FORMS = {
    base: (past, participle)
    for base, past, participle in (row.split() for row in re.split(r"[|\n]", _IRREGULAR.strip()))
}
_PAST_OF_PARTICIPLE = {participle: past for past, participle in _FORMS.values() if past != participle}
_DOUBLING_WORDS = """
admit ban beg commit compel control cram crop defer deter drag drop equip expel fit flag grab grip hop
incur jam knit log mob nod occur omit permit plan plot prefer propel quiz rebel refer regret rob rub
scan scrap ship shop skip slam slap slip snap spur stab step stop strip submit swap tap top transfer
transmit trap trim wrap bin dim rig tip cap
"""
_DOUBLING = frozenset(_DOUBLING_WORDS.split())
_ONE_SHORT_VOWEL = re.compile(r"[^aeiou]*[aeiou][^aeiouwxyh]$")  # stop, rip, plan: not show, fix, play
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|[^aeiou]o)$")


def past(base: str) -> str:
    """ "hide" -> "hid", "remove" -> "removed". Of "be" the singular."""
    if base in _FORMS:
        return _FORMS[base][0]
    if base.endswith("e"):
        return base + "d"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if base in _DOUBLING or _ONE_SHORT_VOWEL.match(base) else base + "ed"


def past_of_participle(participle: str) -> str | None:
    """ "taken" -> "took", "agreed" -> "agreed"; None where the form is not known to be a participle."""
    lower = participle.lower()
    if lower in _PAST_OF_PARTICIPLE:
        return _PAST_OF_PARTICIPLE[lower]
    known = lower.endswith("ed") or any(lower == p for _, p in _FORMS.values())
    return lower if known else None


def third_person(base: str) -> str:
    """ "pass" -> "passes", "have" -> "has", "go" -> "goes"."""
    lower = base.lower()
    if lower in {"be", "am", "are", "'m", "’m", "'re", "’re"}:
        return "is"
    if lower in {"have", "'ve", "’ve"}:
        return "has"
    if lower == "do":
        return "does"
    if _SIBILANT.search(lower):
        return base + "es"
    if re.search(r"[^aeiou]y$", lower):
        return base[:-1] + "ies"
    return base + "s"


def be(*, plural: bool, past_tense: bool) -> str:
    if past_tense:
        return "were" if plural else "was"
    return "are" if plural else "is"
