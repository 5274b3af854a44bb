"""What sources refuses, and why."""

from core.errors import InvalidInput


class NothingToRead(InvalidInput):
    """There is no text in what came in."""

    code = "nothing_to_read"


class TooLarge(InvalidInput):
    """More than the desk takes at once."""

    status = 413
    code = "too_large"
