"""The process that waits for work and forks one child for each job. Started by `core.isolation.parent`.

It holds no secrets, no open files and no connections: its environment is empty but for a few harmless variables. It
imports the module of a job once, so that each later child starts with it ready.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any, Final

from core.isolation.errors import Refusal

_FORBIDDEN: Final = frozenset(
    {"socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "subprocess.Popen", "os.system"}
    | {"os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.remove", "os.rename", "os.mkdir", "os.rmdir"}
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OUT_OF_MEMORY: Final = 77


def serve(control: socket.socket) -> None:
    """Take jobs until the other end closes. A job: JSON with two descriptors, input and output. Answers a status."""
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1 << 16, 2)
        if not message:
            return
        job = json.loads(message)
        with contextlib.suppress(ImportError):
            importlib.import_module(job["module"])
        gc.freeze()
        child = os.fork()
        if child == 0:
            control.close()
            _live(job, *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        _, status = os.waitpid(child, 0)
        control.sendall(json.dumps({"exit": os.waitstatus_to_exitcode(status)}).encode())


def _live(job: dict[str, Any], source: int, result: int) -> None:
    """The child's whole life. Never returns."""
    code = 1
    try:
        _set_limits(job["limits"])
        with open(source, "rb") as stream:
            payload = stream.read()
        function: Callable[..., Any] = getattr(importlib.import_module(job["module"]), job["function"])
        sys.addaudithook(_forbid)
        _write(result, _answer(function, payload, job["options"]))
        code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        os._exit(code)


def _answer(function: Callable[..., Any], payload: bytes, options: dict[str, Any]) -> bytes:
    try:
        return json.dumps({"value": function(payload, **options)}).encode()
    except Refusal as refusal:
        return json.dumps({"refused": refusal.reason}).encode()
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001  # whatever a hostile file provokes is told, not let through
        return json.dumps({"crashed": f"{type(error).__name__}: {str(error)[:500]}"}).encode()


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _set_limits(limits: dict[str, float]) -> None:
    signal.alarm(int(limits["seconds"]) + 2)  # also ends a child whose parent is gone
    cpu = int(limits["cpu_seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limits["result_bytes"]),) * 2)
    with contextlib.suppress(OSError, ValueError):  # some systems have no such limit
        resource.setrlimit(resource.RLIMIT_AS, (_address_space() + int(limits["memory_bytes"]),) * 2)


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as stream:
        return int(stream.read().split()[0]) * resource.getpagesize()


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """No network, no programs, no writing: nothing that reads a document needs them."""
    if event in _FORBIDDEN or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING):
        raise PermissionError(f"{event} is not allowed while a document is read")


def main(descriptor: int) -> None:
    """Entry of the process: `descriptor` is its end of the control socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business; it closes the socket
    with socket.socket(fileno=descriptor) as control:
        serve(control)
