from accounts.services.answers import begin_answer, drop_old_answers, keep_answer, kept_body
from accounts.services.keys import choose_keys
from accounts.services.tokens import make_token, revoke_token, use_token

__all__ = [
    "begin_answer",
    "choose_keys",
    "drop_old_answers",
    "keep_answer",
    "kept_body",
    "make_token",
    "revoke_token",
    "use_token",
]
