"""Roles, and what each may do. Plain data: one table, read by policies, pages, API and docs."""

from __future__ import annotations

from enum import StrEnum

from accounts.enums import Scope


class Role(StrEnum):
    READER = "reader"
    REPORTER = "reporter"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Capability(StrEnum):
    READ_DESK = "read_desk"  # see the newsroom's pages
    SUBMIT_ARTICLE = "submit_article"
    REVIEW_CLAIM = "review_claim"  # take, add evidence, decide, dismiss
    CORRECT_EXTRACTION = "correct_extraction"  # speaker, span, claim text
    PUBLISH = "publish"
    MANAGE_SPEAKERS = "manage_speakers"  # merge, aliases, offices
    MANAGE_DESK = "manage_desk"  # sources, verdict scale, policies, failed work
    MANAGE_USERS = "manage_users"


_READER = frozenset({Capability.READ_DESK})
_REPORTER = _READER | {Capability.SUBMIT_ARTICLE}
_REVIEWER = _REPORTER | {Capability.REVIEW_CLAIM, Capability.CORRECT_EXTRACTION}
_EDITOR = _REVIEWER | {Capability.PUBLISH, Capability.MANAGE_SPEAKERS, Capability.MANAGE_DESK}

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.READER: _READER,
    Role.REPORTER: _REPORTER,
    Role.REVIEWER: _REVIEWER,
    Role.EDITOR: _EDITOR,
    Role.ADMINISTRATOR: _EDITOR | {Capability.MANAGE_USERS},
}


def may(role: str, capability: Capability) -> bool:
    """Whether a role has a capability; an unknown role has none."""
    try:
        return capability in CAPABILITIES[Role(role)]
    except ValueError:
        return False


def roles_with(capability: Capability) -> list[str]:
    """The roles that have it, lowest first: for sentences like "a reviewer, editor or administrator"."""
    return [role.value for role in Role if capability in CAPABILITIES[role]]


# Which scope a token needs for a capability. Users are managed by people, never by a token.
SCOPES: dict[Capability, Scope] = {
    Capability.READ_DESK: Scope.READ,
    Capability.SUBMIT_ARTICLE: Scope.SUBMIT,
    Capability.REVIEW_CLAIM: Scope.REVIEW,
    Capability.CORRECT_EXTRACTION: Scope.REVIEW,
    Capability.PUBLISH: Scope.PUBLISH,
    Capability.MANAGE_SPEAKERS: Scope.MANAGE,
    Capability.MANAGE_DESK: Scope.MANAGE,
}
