"""A server on loopback that says exactly what a test wants it to say, honest or not."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

Script = Callable[[socket.socket, bytes], None]


def answer(
    body: bytes = b"", *, status: str = "200 OK", headers: tuple[str, ...] = ("Content-Type: text/html",)
) -> Script:
    """A whole, honest answer."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return raw("\r\n".join(lines).encode() + body)


def raw(data: bytes) -> Script:
    """These bytes, then the end."""

    def run(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(data)

    return run


@contextlib.contextmanager
def serving(*scripts: Script) -> Iterator[tuple[int, list[bytes]]]:
    """Serve one script per connection, the last one for all further. Yields the port and the requests seen."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.02)
    requests: list[bytes] = []
    closing = threading.Event()

    def serve() -> None:
        number = 0
        while not closing.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                connection.settimeout(10)
                request = b""
                while b"\r\n\r\n" not in request and not request.startswith(b"\x16"):
                    part = connection.recv(65_536)
                    if not part:
                        break
                    request += part
                requests.append(request)
                scripts[min(number, len(scripts) - 1)](connection, request)
            number += 1

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], requests
    finally:
        closing.set()
        listener.close()
        thread.join(timeout=5)
