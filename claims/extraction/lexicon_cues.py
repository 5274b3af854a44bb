"""Words that bring somebody's words, thoughts or knowledge: what the rules know without any learned file."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


REPORTING_VERBS = _words(
    """
    accuse acknowledge add admit advise affirm agree allege announce answer anticipate argue ask assert
    assure believe blame boast call caution charge cite claim clarify comment complain concede conclude
    confess confide confirm contend counter criticise criticize decide declare decline demand denounce deny
    describe disclose dismiss dispute doubt emphasise emphasize estimate exclaim expect explain express fear
    find forecast guess hail hint hope imagine imply indicate inform insist instruct interject joke know
    lament learn maintain mention muse note object observe order persuade pledge point post praise predict
    proclaim promise propose protest quip read realise realize reassure recall reckon recommend record
    refuse reiterate reject remark remember remind repeat reply report request respond retort reveal rule
    say see shout show speculate state stipulate stress suggest suspect swear tell testify think threaten
    tout tweet understand urge utter voice volunteer vow want warn whisper wonder worry write yell
    """
)
REPORTING_NOUNS = _words(
    """
    accusation admission allegation announcement argument assertion belief claim concern conclusion
    declaration denial estimate expectation fear finding forecast guess hint hope idea notion opinion pledge
    prediction promise proposal report rumor rumour statement suggestion suspicion testimony theory threat
    view vow warning
    """
)
# Verbs that bring words or thoughts of their own also inside what somebody else says.
INNER_VERBS = _words(
    """
    accuse acknowledge add admit advise agree allege announce argue ask assert assure believe blame claim
    complain concede conclude confirm contend declare demand deny estimate expect fear hope insist instruct
    know maintain order pledge predict promise propose recommend refuse report request say state suggest
    suspect tell testify think threaten urge vow warn
    """
)
HEARSAY_ADVERBS = _words(
    """
    allegedly apparently ostensibly purportedly reportedly supposedly
    """
)
HEARSAY_PASSIVES = _words(
    """
    allege assume believe claim consider expect know report rumor rumour say suppose think understand
    """
)
