"""The words of sources."""

from __future__ import annotations

from enum import StrEnum


class SourceKind(StrEnum):
    OUTLET = "outlet"
    NEWS_AGENCY = "news_agency"
    INSTITUTION = "institution"
    COMPANY = "company"
    PERSON = "person"


class ArticleKind(StrEnum):
    ARTICLE = "article"
    TRANSCRIPT = "transcript"
    PRESS_RELEASE = "press_release"


class InputKind(StrEnum):
    """How the text came in."""

    TEXT = "text"
    URL = "url"
    FILE = "file"


class ArticleState(StrEnum):
    """How far the reading of an article is. The last four are end states."""

    SUBMITTED = "submitted"
    READING = "reading"
    STORED = "stored"
    DUPLICATE = "duplicate"  # turned out to be one we have: `duplicate_of`
    REFUSED = "refused"  # cannot be used, and trying again would not help
    FAILED = "failed"  # could not be read after all tries; a person may try again


END_STATES = (ArticleState.STORED, ArticleState.DUPLICATE, ArticleState.REFUSED, ArticleState.FAILED)
