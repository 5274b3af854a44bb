from claims.services.change import change_claim
from claims.services.extract import extract_version, warm_up
from claims.services.match import match_run
from claims.services.retry import retry_run
from claims.services.speakers import find_or_add_speaker, speaker_key

__all__ = [
    "change_claim",
    "extract_version",
    "find_or_add_speaker",
    "match_run",
    "retry_run",
    "speaker_key",
    "warm_up",
]
