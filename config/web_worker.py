"""The web server's worker: requests that cannot be read are answered as problems (RFC 9457), not as a page of HTML."""

from __future__ import annotations

import json
import socket
from typing import Any

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from core.problems import CONTENT_TYPE, problem_body

_TOO_LONG = "This address is longer than the %d bytes that are read. Ask for less at once."
_TOO_MUCH = "The headers of this request are more than is read. Send fewer, or shorter ones."
_UNREADABLE = "This request is no HTTP that can be read. Check its address, its headers and how it is sent."
_OF_THE_APPLICATION = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName)
_OF_THE_CLIENT = (
    errors.InvalidRequestLine,
    errors.InvalidRequestMethod,
    errors.InvalidHTTPVersion,
    errors.InvalidHeader,
    errors.InvalidHeaderName,
    errors.ObsoleteFolding,
    errors.InvalidChunkSize,
    errors.InvalidChunkExtension,
    errors.ChunkMissingTerminator,
    errors.LimitRequestHeaders,
    errors.LimitRequestLine,
)


class PlainWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's threaded worker. All but the words of a refusal is its own."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Called where no application sees the request: what failed is the client's, or the server's own."""
        if isinstance(exc, _OF_THE_APPLICATION) or not isinstance(exc, _OF_THE_CLIENT):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Invalid request from ip=%s: %s", (addr or [""])[0], exc)
        try:
            util.write_nonblock(client, answer_to(exc, longest=self.cfg.limit_request_line))
        except OSError:
            self.log.debug("The client was gone before it could be told.")


def answer_to(error: BaseException, *, longest: int) -> bytes:
    """The whole answer: 414 for an address that is too long, 431 for headers, 400 for the rest."""
    if isinstance(error, errors.LimitRequestLine):
        status, title, field, words = 414, "URI Too Long", "address", _TOO_LONG % longest
    elif isinstance(error, errors.LimitRequestHeaders):
        status, title, field, words = 431, "Request Header Fields Too Large", "headers", _TOO_MUCH
    else:
        status, title, field, words = 400, "Bad Request", "request", _UNREADABLE
    body = json.dumps(problem_body(status=status, title=title, detail=words, errors={field: [words]})).encode()
    head = (
        f"HTTP/1.1 {status} {title}\r\nConnection: close\r\nContent-Type: {CONTENT_TYPE}\r\n"
        f"Cache-Control: no-store\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
