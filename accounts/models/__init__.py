from accounts.models.answer import KeptAnswer
from accounts.models.token import ApiToken
from accounts.models.user import User

__all__ = ["ApiToken", "KeptAnswer", "User"]
