"""Three addresses for machines. They hold no secrets and need no account."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from core.health import checks

_NEEDED: dict[str, Callable[[], str]] = {
    "database": checks.database,
    "migrations": checks.migrations,
    "broker": checks.broker,
}


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers. Asks nothing of anything else."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether requests can be served: 200, or 503 with what is missing."""
    answers: dict[str, str] = {}
    ready = True
    for name, check in _NEEDED.items():
        try:
            answers[name] = check()
        except checks.NotReady as reason:
            ready = False
            answers[name] = str(reason)
    answers["worker"] = checks.worker() if answers["broker"] == "ok" else "unknown"
    return JsonResponse({"ready": ready, **answers}, status=200 if ready else 503)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return what this process counted, in Prometheus' text form."""
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
