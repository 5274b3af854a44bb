from claims.services.change import change_claim
from claims.services.compare import compare_claims
from claims.services.extract import extract_version, warm_up
from claims.services.match import match_run
from claims.services.merge_speakers import merge_speakers
from claims.services.priority import apply_priority, rank_all, rank_claims, set_priority
from claims.services.retry import retry_run
from claims.services.speakers import find_or_add_speaker, speaker_key
from claims.services.topics import TopicsChanged, add_topic, change_topics, topic_key, topics_named

__all__ = [
    "TopicsChanged",
    "add_topic",
    "apply_priority",
    "change_claim",
    "change_topics",
    "compare_claims",
    "extract_version",
    "find_or_add_speaker",
    "match_run",
    "merge_speakers",
    "rank_all",
    "rank_claims",
    "retry_run",
    "set_priority",
    "speaker_key",
    "topic_key",
    "topics_named",
    "warm_up",
]
