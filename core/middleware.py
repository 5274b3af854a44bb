"""Rules for every request: nothing that cannot be read, no caching unless a view says so."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase

from core.charsets import codec_for
from core.refusals import problem_of

_Next = Callable[[HttpRequest], HttpResponse]


class RefuseControlCharacters:
    """Refuse a NUL in an address, which PostgreSQL cannot store, and a charset that is none.

    Python has codecs that are no character sets (rot13, zlib): a request that names one would end in an error.
    """

    def __init__(self, get_response: _Next) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse, or pass on."""
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "\x00" in query or "%00" in query:
            words = "This address holds a NUL character. Remove it and try again."
            in_path = "\x00" in request.path
            return _refused(
                request, words, field="address" if in_path else _holder(query), status=400 if in_path else 422
            )
        charset = request.content_params.get("charset") if request.content_params else None
        if charset and codec_for(charset) is None:
            words = "This request names a character set that we do not read. Send it as UTF-8."
            return _refused(request, words, field="Content-Type", status=400)
        return self.get_response(request)


def _holder(query: str) -> str:
    """The name of the parameter that holds the NUL."""
    return next(part.partition("=")[0] for part in query.split("&") if "%00" in part or "\x00" in part)[:100]


def _refused(request: HttpRequest, words: str, *, field: str, status: int) -> HttpResponse:
    """As a problem (RFC 9457) for programs, with this status; 400 in plain words for the rest."""
    if request.path.startswith("/api/"):
        return problem_of(words, status=status, field=field)
    return HttpResponseBadRequest(f"{words}\n", content_type="text/plain")


class NoStoreByDefault:
    """Keep every answer out of caches, unless the view chose a Cache-Control of its own."""

    def __init__(self, get_response: _Next) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and add the header where none was set."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class ContentSecurityPolicy(CSPMiddleware):
    """django-csp's middleware with the one policy of nearly every answer written once, not anew each time.

    An answer that has a policy of its own, or a page that asked for a nonce, goes the whole way.
    """

    def __init__(self, get_response: _Next) -> None:
        """Write the policy; whether there is more than one is in the settings."""
        super().__init__(get_response)
        policy = settings.CONTENT_SECURITY_POLICY
        self.usual = build_policy()
        more = getattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None) or policy.get("EXCLUDE_URL_PREFIXES")
        self.only_one = not more and not settings.DEBUG

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the header."""
        own = any(name.startswith("_csp_") for name in vars(response))
        if own or not self.only_one or getattr(request, "_csp_nonce", None) is not None:
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        response.headers.setdefault(HEADER, self.usual)
        too_late = CheckableLazyObject(self._csp_nonce_post_response)
        request.csp_nonce = too_late  # type: ignore[attr-defined]
        return response
