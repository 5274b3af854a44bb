"""How much one may ask: a count for each token, person or address, said in every answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from accounts.models import ApiToken
from core.counting import address_of_client, count


@dataclass(frozen=True, slots=True)
class Rate:
    """`limit` requests in a window, `left` of them, and `resets_in` seconds until the next window."""

    limit: int
    left: int
    resets_in: int

    def headers(self) -> dict[str, str]:
        """What the caller is told."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.left),
            "RateLimit-Reset": str(self.resets_in),
            "RateLimit-Policy": f"{self.limit};w={settings.LIMIT_RATE_SECONDS}",
        }


class RateLimit(BaseThrottle):
    """DRF asks it before each call."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        who, limit = _who(request)
        used, resets_in = count(who, seconds=settings.LIMIT_RATE_SECONDS)
        self.rate = Rate(limit, max(0, limit - used), resets_in)
        request.rate = self.rate  # type: ignore[attr-defined]
        return used <= limit

    def wait(self) -> float:
        return self.rate.resets_in


def refuse_too_many(wait: float | None) -> Any:
    """429 with the time to wait."""
    raise Throttled(wait=wait)


def _who(request: Request) -> tuple[str, int]:
    if isinstance(request.auth, ApiToken):
        return f"token:{request.auth.pk}", settings.LIMIT_RATE_TOKEN
    if request.user and request.user.is_authenticated:
        return f"user:{request.user.pk}", settings.LIMIT_RATE_TOKEN
    return f"address:{address_of_client(request)}", settings.LIMIT_RATE_ADDRESS
