"""The two kinds of view: open to all, and of the newsroom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import ApiToken, User
from accounts.policies import check_may
from accounts.roles import SCOPES, Capability
from api.v1.authentication import TokenAuthentication
from api.v1.rates import RateLimit
from core.errors import NotAllowed


class ApiView(APIView):
    """Counted, and each answer says how much is left."""

    throttle_classes = [RateLimit]

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        rate = getattr(request, "rate", None)
        if rate is not None:
            for name, value in rate.headers().items():
                response[name] = value
        return super().finalize_response(request, response, *args, **kwargs)


class PublicView(ApiView):
    """What everybody may read. A token is not needed; with one, more may be asked."""

    authentication_classes = [TokenAuthentication]
    permission_classes = [AllowAny]


class MayUse(BasePermission):
    """The role of the person, and the scope of the token if it is one, must allow the method."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not isinstance(request.user, User):
            return False
        capability = getattr(view, "needs", {}).get("GET" if request.method == "HEAD" else request.method)
        if capability is None:
            return True  # the method does not exist: 405 comes after this
        check_scope(request, capability)
        check_may(request.user, capability)
        return True


class DeskView(ApiView):
    """A resource of the newsroom. `needs` says which capability each method takes."""

    authentication_classes = [TokenAuthentication, SessionAuthentication]
    permission_classes = [MayUse]
    needs: Mapping[str, Capability] = {"GET": Capability.READ_DESK}


def check_scope(request: Request, capability: Capability) -> None:
    """Raise NotAllowed if the request came with a token that lacks the scope."""
    if isinstance(request.auth, ApiToken):
        scope = SCOPES.get(capability)
        if scope is None or scope.value not in request.auth.scopes:
            raise NotAllowed(f"This token lacks the scope {scope or 'for this'}. Make one that has it.")


def person(request: Request) -> User:
    """Who asks. Only behind MayUse."""
    assert isinstance(request.user, User)
    return request.user


def answer(body: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """One answer."""
    return Response(body, status=status, headers=dict(headers or {}))
