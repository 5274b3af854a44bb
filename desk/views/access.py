"""Who may come in, and how a refusal is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from core.errors import DomainError

View = Callable[..., HttpResponseBase]


def desk_page(*methods: str, needs: Capability | None = None) -> Callable[[View], View]:
    """A page of the newsroom: signed in, allowed to read the desk, with these methods only (GET by default).

    `needs`: what one must be able to do besides, for a page that not everybody of the newsroom may see.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not person(request).may(Capability.READ_DESK):
                return refused(request, "Your account cannot see the newsroom. Ask an administrator.", status=403)
            try:
                if needs is not None:
                    check_may(person(request), needs)
                return view(request, *args, **kwargs)
            except DomainError as refusal:
                return refused(request, refusal.message, status=refusal.status)

        return require_http_methods(list(methods or ("GET", "HEAD")))(login_required(guarded))

    return decorate


def person(request: HttpRequest) -> User:
    """Who is signed in. Only to be asked behind `desk_page`."""
    assert isinstance(request.user, User)
    return request.user


def refused(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    """A page that says why not, and leads back."""
    return render(request, "desk/refused.html", {"message": message, "status": status}, status=status)
