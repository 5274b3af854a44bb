from publication.services.correct import correct, retract
from publication.services.number_changes import number_changes
from publication.services.publish import publish

__all__ = ["correct", "number_changes", "publish", "retract"]
