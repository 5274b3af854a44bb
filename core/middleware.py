"""Two rules for every request: no control characters in addresses, no caching unless a view says so."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

_Next = Callable[[HttpRequest], HttpResponse]


class RefuseControlCharacters:
    """Answer 400 to an address with a NUL: PostgreSQL cannot store one, and no honest address has one."""

    def __init__(self, get_response: _Next) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse, or pass on."""
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "\x00" in query or "%00" in query:
            return HttpResponseBadRequest(
                "This address holds a NUL character. Remove it and try again.\n", content_type="text/plain"
            )
        return self.get_response(request)


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
