from publication.services.correct import correct, retract
from publication.services.publish import publish

__all__ = ["correct", "publish", "retract"]
