"""The words of accounts."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """What a token may be used for. It never does more than its owner's role allows."""

    READ = "read"  # read what the newsroom's pages show
    SUBMIT = "submit"  # add articles
    REVIEW = "review"  # take, add evidence, decide, dismiss
    PUBLISH = "publish"  # publish, correct, retract, re-open
    MANAGE = "manage"  # webhooks
