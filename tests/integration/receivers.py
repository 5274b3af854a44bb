"""Receivers of webhooks on loopback: fine, slow, lossy, busy, down, gone. Each checks the signature of what comes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

# (status, headers) to answer with, or None to hang up without an answer.
Answer = tuple[int, dict[str, str]] | None


class Receiver:
    """Takes messages; `answer(number, message_id)` says how each is answered, numbered from 1."""

    def __init__(self, answer: Callable[[int, str], Answer]) -> None:
        self.answer, self.secrets = answer, list[str]()
        self.seen: list[str] = []
        self.bodies: dict[str, set[str]] = {}
        self.taken: set[str] = set()
        self.wrong: list[str] = []
        self.waits: list[float] = []
        self.lock = threading.Lock()
        self.url = ""

    def take(self, headers: Any, body: str) -> Answer:
        message = headers["webhook-id"]
        with self.lock:
            self.seen.append(message)
            self.bodies.setdefault(message, set()).add(body)
            number = len(self.seen)
            for secret in self.secrets:
                try:
                    Webhook(secret).verify(body, dict(headers))
                except WebhookVerificationError as error:
                    self.wrong.append(str(error))
            if abs(time.time() - float(headers["webhook-timestamp"])) > 5:
                self.wrong.append("the time is not that of the try")
        found = self.answer(number, message)
        if found and found[0] < 300:
            with self.lock:
                self.taken.add(message)
        return found


@contextmanager
def receiving(answer: Callable[[int, str], Answer]) -> Iterator[Receiver]:
    """A receiver on a port of its own, for the block."""
    receiver = Receiver(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:
                # The sender was killed between the headers and the end of the body: no message (RFC 9112, 8).
                self.connection.close()
                return
            found = receiver.take(self.headers, body.decode())
            if found is None:
                self.connection.close()
                return
            self.send_response(found[0])
            for name, value in found[1].items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 50

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Senders that are killed hang up."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
