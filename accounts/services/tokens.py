"""Make, use and revoke the keys of programs."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import policies
from accounts.enums import Scope
from accounts.models import ApiToken, User
from accounts.queries import token_with
from audit.services import record
from core.errors import InvalidInput
from core.text import one_line

MARK = "cdk"  # secret scanners find leaked tokens by it
_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_token(*, by: User, owner: User, name: str, scopes: Collection[Scope], days: int = 90) -> tuple[ApiToken, str]:
    """A new token and its secret, which nobody can read again.

    Raises NotAllowed unless it is one's own or one manages users; InvalidInput for no name, no scope, a wrong time.
    """
    policies.check_may_have_tokens(by, owner)
    name = one_line(name, limit=100)
    if not name:
        raise InvalidInput("Say what the token is for.", field="name")
    if not scopes:
        raise InvalidInput("Choose at least one scope.", field="scopes")
    if not 1 <= days <= settings.LIMIT_TOKEN_DAYS:
        raise InvalidInput(f"A token lasts from 1 to {settings.LIMIT_TOKEN_DAYS} days.", field="days")
    prefix = secrets.token_hex(4)
    secret = f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    now = timezone.now()
    token = ApiToken.objects.create(
        owner=owner,
        name=name,
        prefix=prefix,
        secret_sha256=_sha256(secret),
        scopes=sorted(Scope(scope).value for scope in scopes),
        made_at=now,
        made_by=by,
        expires_at=now + timedelta(days=days),
    )
    data = {"owner": owner.pk, "name": name, "prefix": prefix, "scopes": token.scopes, "days": days}
    record(by=by, action="token.made", target=token, data=data)
    return token, secret


@transaction.atomic
def revoke_token(*, by: User, token: ApiToken) -> ApiToken:
    """End a token now. Twice is once. Raises NotAllowed."""
    policies.check_may_have_tokens(by, token.owner)
    ended = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
    token.refresh_from_db()
    if ended:
        record(by=by, action="token.revoked", target=token, data={"prefix": token.prefix})
    return token


def use_token(*, secret: str) -> ApiToken | None:
    """The token of this secret if it may be used now, and note that it was, once a minute; else None."""
    token = token_with(_sha256(secret))
    now = timezone.now()
    if token is not None and (token.last_used_at is None or now - token.last_used_at > _NOTED_EVERY):
        stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - _NOTED_EVERY)
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
