"""What the OpenAPI description says of every operation, added in one place so that none is forgotten."""

from __future__ import annotations

from typing import Any

from api.v1.links import add_links

_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_RATE = {
    name: {"schema": {"type": kind}, "description": words}
    for name, kind, words in (
        ("RateLimit-Limit", "integer", "Requests in a window."),
        ("RateLimit-Remaining", "integer", "How many of them are left."),
        ("RateLimit-Reset", "integer", "Seconds until the next window."),
        ("RateLimit-Policy", "string", "The limit and its window in seconds, as `240;w=60`."),
    )
}
_RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}

_ALWAYS = {
    400: "The request cannot be read.",
    401: "The token cannot be used, or one is needed.",
    414: "The address is longer than 8,190 bytes.",
    406: "Only `application/json` is given here.",
    422: "Something in the request cannot be used: `errors` names it.",
    429: "Too many requests: wait for `Retry-After` seconds.",
}
_WITH_BODY = {413: "More than is taken at once.", 415: "Send `application/json`."}
_NOT_FOUND = {404: "There is nothing at this address."}
_DESK = {403: "Your role, or the token's scopes, do not allow it."}
_ACT = {409: "Not in a state that allows it, or somebody else was faster: `current` says what is there."}
_GUARDED = {412: "It has changed since you saw it: `current` and `ETag` say to what.", 428: "`If-Match` is missing."}
_SLOTS = {503: "Too many do this at once: ask again after `Retry-After` seconds."}
_KEPT_OUT = ("/openapi.json", "/docs/")


def say_what_holds_for_all(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """drf-spectacular's hook: problems and rate headers at each operation, strict bodies, links."""
    schemas = result["components"]["schemas"]
    schemas["Problem"] = _problem_schema()
    for name, schema in schemas.items():
        if name.endswith(("Body", "BodyRequest")):
            schema["additionalProperties"] = False
    by_id = {}
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            if method in ("get", "post", "put", "patch", "delete"):
                _complete(path, method, operation)
                by_id[operation["operationId"]] = operation
    add_links(by_id)
    return result


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    public = {} in operation.get("security", [{}]) and method == "get"
    problems = dict(_ALWAYS)
    names = {parameter["name"] for parameter in operation.get("parameters", [])}
    if "{" in path:
        problems |= _NOT_FOUND
    if not public:
        problems |= _DESK
    if method != "get":
        problems |= _ACT | _WITH_BODY
    if "If-Match" in names:
        problems |= _GUARDED
    if "/export/" in path or "/changes/" in path:
        problems |= _SLOTS
    for status, words in problems.items():
        problem = {"description": words, "content": {"application/problem+json": {"schema": _PROBLEM}}}
        answers.setdefault(str(status), problem)
    for status, given in answers.items():
        headers = given.setdefault("headers", {})
        if not path.endswith(_KEPT_OUT) and status not in ("400", "401", "414"):
            headers |= _RATE
        if status in ("429", "503"):
            headers |= _RETRY
        tagged = (
            "If-None-Match" in names or "/reviews/{claim_id}/" in path
        )  # a move answers with the claim as it is then
        if status == "412" or (tagged and status in ("200", "201", "304")):
            headers["ETag"] = {"schema": {"type": "string"}, "description": "The tag of this very content."}
        if status == "202" and path.endswith("/articles/"):
            headers["Location"] = {"schema": {"type": "string"}, "description": "The address of the status."}


def _problem_schema() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "type": "object",
        "description": "RFC 9457: what went wrong, and what to do next.",
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "errors": {
                "type": "object",
                "description": "Sentences by the name of the parameter, header or field.",
                "additionalProperties": {"type": "array", "items": text},
            },
            "current": {"type": "object", "description": "What is there now.", "additionalProperties": True},
        },
        "required": ["type", "title", "status", "detail"],
    }
