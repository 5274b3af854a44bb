"""Who asks: a program with a token, or a person who is signed in."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import ApiToken, User
from accounts.services import use_token


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer cdk_…`. A token that cannot be used is refused, never taken for nobody."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if not header:
            return None
        kind, _, secret = header.partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            raise AuthenticationFailed("Send the header as `Authorization: Bearer` and your token.")
        token = use_token(secret=secret.strip())
        if token is None:
            raise AuthenticationFailed(
                "This token cannot be used: it is unknown, revoked or past its end date. Make a new one."
            )
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="claimdesk"'


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """What OpenAPI says about tokens."""

    target_class = "api.v1.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made in the admin or by `manage.py make_token`.",
        }
