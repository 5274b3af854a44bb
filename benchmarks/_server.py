"""The product's own web server, started for a benchmark on a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks._newsroom import ROOT


@contextmanager
def server(var: Path, application: str, *, workers: int, threads: int) -> Iterator[int]:
    """gunicorn with the product's settings; gives its port. Its output is in `var`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    sizes = {"PORT": str(port), "WEB_CONCURRENCY": str(workers), "WEB_THREADS": str(threads)}
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.conf.py", application]
    with (var / "gunicorn.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **sizes}, stdout=log, stderr=log)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _try in range(1200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The web server took no connection in two minutes.")
