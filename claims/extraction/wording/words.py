"""Cue words and adverbs by how they put what is said. Lemmas in small letters.

Written by hand for this project.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs that present their content as hoped, feared, expected or merely possible.
HEDGING_VERBS = _set(
    """
    hope fear expect anticipate suspect guess presume assume suppose think believe reckon hint predict forecast
    project foresee envisage envision speculate worry doubt wonder suggest imagine estimate surmise conjecture
    intimate imply dread pray wish dream bet feel figure gather hypothesise hypothesize theorise theorize
    postulate posit moot caution portend augur appear seem consider contemplate fancy gauge reason infer await
    lean tip favour favor mull ponder question see
    """
)
# Nouns of the same kind ("expressed optimism", "fears", "a hunch").
HEDGING_NOUNS = _set(
    """
    hope fear expectation suspicion guess assumption belief hint prediction forecast projection speculation
    worry doubt optimism pessimism confidence concern anxiety suggestion possibility prospect likelihood chance
    risk hunch feeling dream hypothesis theory estimate conjecture danger anticipation outlook impression
    presumption supposition apprehension uncertainty unease dread wish desire
    """
)
HEDGING_ADJECTIVES = _set(
    """
    hopeful optimistic pessimistic confident afraid fearful worried anxious doubtful sceptical skeptical likely
    unlikely possible probable unsure uncertain concerned suspicious wary nervous bullish bearish conceivable
    plausible hopefull apprehensive
    """
)
HEDGING_ADVERBS = _set(
    """
    perhaps possibly probably maybe presumably potentially conceivably apparently seemingly arguably hopefully
    likely supposedly ostensibly evidently doubtless theoretically
    """
)
POSSIBILITY = _set("may might could")
CONDITIONS = _set("if unless provided providing assuming should lest supposing")
# Phrases that name nobody.
HEARSAY_WORDS = _set(
    """
    reportedly allegedly supposedly purportedly apparently rumoured rumored rumour rumours rumor rumors alleged
    reputedly unconfirmed gossip hearsay believed understood thought said reported feared suspected claimed
    """
)
# Cues that deny or reject what follows them.
DENYING_VERBS = _set(
    """deny dispute refute rebut contradict reject dismiss repudiate disavow rubbish contest debunk disclaim decry
    disprove belie"""
)
DENYING_PHRASES = (
    "rule out",
    "ruled out",
    "rules out",
    "ruling out",
    "turn down",
    "turned down",
    "brushed off",
    "pushed back",
)
# Cues whose speaker keeps the matter open.
OPEN_PHRASES = (
    "not clarify",
    "not say",
    "n't say",
    "n’t say",
    "not confirm",
    "not specify",
    "not disclose",
    "not elaborate",
    "not explain",
    "not comment",
    "declined",
    "declines",
    "declining",
    "decline",
    "refused to",
    "refuses to",
    "refusing to",
    "refuse to",
    "would not",
    "wouldn't",
    "wouldn’t",
    "yet to confirm",
    "cannot confirm",
    "can not confirm",
    "not be drawn",
    "could not",
    "couldn't",
    "unable to",
    "not verify",
    "not verified",
    "not confirmed",
    "neither confirm",
    "not reveal",
    "will not say",
    "won't say",
    "won’t say",
    "not answer",
    "not know",
    "n't know",
    "n’t know",
    "unsure",
    "unclear",
)

# "I hope so": the speaker himself puts it as a hope or belief.
OWN_DOUBT = _set("hope fear expect think believe suspect guess suppose reckon doubt imagine presume assume")
