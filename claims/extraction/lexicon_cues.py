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
    proclaim promise propose protest prove quip read realise realize reassure recall reckon recommend record
    refuse reiterate reject remark remember remind repeat reply report request respond retort reveal rule
    say see shout show speculate state stipulate stress suggest suspect swear tell testify think threaten
    tout tweet understand urge utter voice volunteer vow want warn whisper wonder worry write yell
    """
)
REPORTING_NOUNS = _words(
    """
    accusation admission allegation announcement argument assertion assurance belief claim concern conclusion
    declaration denial estimate expectation fear finding forecast guess hint hope idea notion opinion pledge
    prediction promise proposal report rumor rumour statement suggestion suspicion testimony theory threat
    view vow warning
    """
)
# Verbs that bring somebody's words also inside what somebody else says.
INNER_SPEECH = _words(
    """
    accuse acknowledge add admit advise agree allege announce answer argue ask assert assure blame boast brag caution
    claim complain concede confess confide confirm contend declare demand deny guarantee hint inform insist instruct
    joke maintain offer order pledge predict promise propose protest quip radio recommend reply rule say scream shout
    signal state suggest swear tell testify threaten tweet urge vow warn whisper write
    beg clarify conclude condemn convey counter criticise criticize describe disclose emphasise emphasize explain
    express lament mention note observe praise recount reiterate remark report respond retort stress text volunteer
    """
)
# Those of them that bring a thing as well as a clause ("ruled out aid", "agreed to a truce").
INNER_WITH_THINGS = _words(
    """
    accuse acknowledge admit agree announce complain concede confess confirm demand deny guarantee hint predict
    pledge promise radio recommend rule warn
    condemn criticise criticize express praise
    """
)
# Verbs of thought that count inside indirect speech, with a clause of their own.
INNER_THOUGHT = _words(
    """
    anticipate believe doubt estimate expect fear forecast hope know reckon suspect
    """
)
# Nouns that bring a that-clause of somebody else inside what is said.
INNER_NOUNS = _words(
    """
    accusation admission allegation assertion assurance claim complaint denial gossip pledge promise remark report rumor
    rumour speculation statement suggestion talk testimony warning
    """
)
# Verbs that documents, pictures and studies do.
INNER_SHOWING = _words(
    """
    find indicate prove reveal show
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
# A short content that is one of these only points at what somebody else said.
ANAPHORIC_NOUNS = _words(
    """
    account accusation accusations allegation allegations assertion charge charges claim claims comment comments
    criticism
    date description figure figures finding findings idea nonsense
    notion point proposal question remark remarks report reports rumour rumor
    statement story suggestion talk version
    """
)
STANCE_VERBS = _words("confirm deny dismiss dispute reject verify rebut refute challenge contest doubt")
# In the passive the subject of these is the one who hears it.
ADDRESSED = _words("tell inform assure warn promise advise notify remind")
REBUTTING_VERBS = STANCE_VERBS | _words("comment respond reply clarify")
