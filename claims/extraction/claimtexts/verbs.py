"""Verbs of saying by what they do with a content that is not a full clause."""

from __future__ import annotations

# put turnout at 41 per cent -> turnout is 41 per cent
PUT = frozenset({"put", "estimate", "set", "place"})
# accuse X of doing y -> X did y
ACCUSE = frozenset({"accuse", "suspect", "convict", "acquit"})
# call X a y, describe X as y -> X is y
LABEL = frozenset(
    ["call", "describe", "dismiss", "criticise", "criticize", "denounce", "brand", "label", "condemn", "portray", "characterise", "characterize", "slam", "blast", "hail", "regard", "see", "view", "deem", "consider", "find", "reject", "praise", "attack", "deride", "reckon", "decry", "depict", "paint", "present", "term", "declare", "rate", "judge", "think"]
)
LABEL_BARE = frozenset({"call", "brand", "label", "deem", "consider", "term", "declare", "find", "judge", "think"})
# promise to do y -> X will do y
COMMIT = frozenset({"promise", "vow", "pledge", "swear", "commit", "undertake"})
# claim, deny to have done y; deny doing y -> X did y
OWN_DEED = frozenset(
    {"claim", "deny", "admit", "confess", "acknowledge", "profess", "purport", "recall", "regret", "remember"}
)
# expect X to do y -> X will do y
EXPECT = frozenset({"expect", "predict", "project", "forecast", "anticipate", "tip", "foresee"})
# believe X to be y; X is said to be y -> X is y
BELIEVE = frozenset(
    ["believe", "consider", "think", "know", "say", "understand", "report", "find", "estimate", "deem", "allege", "claim", "suppose", "rumour", "rumor", "reckon", "declare", "assume", "hold", "show", "reveal", "suspect", "feel", "judge", "presume", "reveal"]
)
# recall X doing y -> X did y
WITNESS = frozenset(
    {"recall", "remember", "see", "describe", "report", "hear", "observe", "show", "catch", "depict", "watch"}
)
# allege fraud -> there was fraud
HAPPENED = frozenset({"allege"})
IS_THERE = frozenset({"mention", "suspect"})
WILL_BE = frozenset({"fear", "expect", "predict", "anticipate", "forecast", "foresee", "project"})
BLAME = frozenset({"blame"})
# verbs whose "if" and "whether" open a content, not a condition
ASKING = frozenset(
    ["ask", "wonder", "clarify", "say", "know", "confirm", "tell", "see", "doubt", "decide", "determine", "explain", "check", "question", "reveal", "disclose", "indicate", "comment", "answer", "discuss", "state", "specify", "consider", "establish", "learn", "investigate", "debate", "inquire", "enquire", "verify"]
)
