from claims.models.attribution import Attribution
from claims.models.claim import Claim, ClaimAbout
from claims.models.correction import Correction
from claims.models.mention import Mention
from claims.models.position import Position
from claims.models.priority import DeskPriority
from claims.models.run import ExtractionRun
from claims.models.speaker import Office, Speaker, SpeakerAlias
from claims.models.suggestion import MatchSuggestion
from claims.models.topic import ClaimTopic, Topic
from claims.models.vector import ClaimVector

__all__ = [
    "Attribution",
    "Claim",
    "ClaimAbout",
    "ClaimTopic",
    "ClaimVector",
    "Correction",
    "DeskPriority",
    "ExtractionRun",
    "MatchSuggestion",
    "Mention",
    "Office",
    "Position",
    "Speaker",
    "SpeakerAlias",
    "Topic",
]
