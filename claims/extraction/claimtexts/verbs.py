"""Verbs of saying by what they do with a content that is not a full clause."""

from __future__ import annotations


def _verbs(words: str) -> frozenset[str]:
    return frozenset(words.split())


# put turnout at 41 per cent -> turnout is 41 per cent
PUT = _verbs("estimate place put set")
# accuse X of doing y -> X did y
ACCUSE = _verbs("accuse acquit convict suspect")
# call X a y, describe X as y -> X is y
LABEL = _verbs(
    """call describe dismiss criticise criticize denounce brand label condemn portray characterise characterize
    slam blast hail regard see view deem consider find reject praise attack deride reckon decry depict paint
    present term declare rate judge think"""
)
LABEL_BARE = _verbs("brand call consider declare deem find judge label term think")
# promise to do y -> X will do y
COMMIT = _verbs("commit pledge promise swear undertake vow")
# claim, deny to have done y; deny doing y -> X did y
OWN_DEED = _verbs("acknowledge admit claim confess deny profess purport recall regret remember")
# expect X to do y -> X will do y
EXPECT = _verbs("anticipate expect forecast foresee predict project tip")
# believe X to be y; X is said to be y -> X is y
BELIEVE = _verbs(
    """believe consider think know say understand report find estimate deem allege claim suppose rumour rumor
    reckon declare assume hold show reveal suspect feel judge presume"""
)
# under these "any" and "ever" belong to the denial, not to what is denied
DENYING = _verbs("deny doubt dispute refute")
# recall X doing y -> X did y
WITNESS = _verbs("catch depict describe hear observe recall remember report see show watch")
# allege fraud -> there was fraud
HAPPENED = _verbs("allege")
IS_THERE = _verbs("mention suspect")
WILL_BE = _verbs("anticipate expect fear forecast foresee predict project")
BLAME = _verbs("blame")
# verbs whose "if" and "whether" open a content, not a condition
ASKING = _verbs(
    """ask wonder clarify know see doubt decide determine check question consider establish learn investigate debate
    inquire enquire verify"""
)
# verbs that do so where something is held back: "would not say if"
TELLING = _verbs("say confirm tell explain reveal disclose indicate comment answer discuss state specify")

# what joins a sentence to the one before it
_OPENERS = """
however meanwhile moreover furthermore nevertheless nonetheless also still yet then so but and instead indeed similarly
thus therefore besides well yes no look now again
"""
OPENERS = frozenset(_OPENERS.split()) | {
    "as a result",
    "in contrast",
    "by contrast",
    "in addition",
    "for example",
    "for instance",
    "of course",
    "in fact",
}
