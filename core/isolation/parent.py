"""The calling side: one nursery per process, one child per job, killed when it breaches a limit.

`multiprocessing` is of no use here: workers are daemonic processes, which may not have children of that kind, and a
fork of the worker itself would hand its connections and secrets to the code that reads foreign files.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from core.isolation.errors import IsolationLimits, LimitBreached, Refusal

_ROOT: Final = str(Path(__file__).resolve().parent.parent.parent)
_BOOT: Final = (
    "import sys; sys.path[:0] = [sys.argv[1]]; from core.isolation.nursery import main; main(int(sys.argv[2]))"
)
_START_SECONDS: Final = 15.0  # the first job of a nursery also imports what it runs
_OUT_OF_MEMORY: Final = 77
_TIME_SIGNALS: Final = frozenset({-signal.SIGXCPU, -signal.SIGALRM})


class Nursery:
    """A waiting process and our end of its control socket."""

    def __init__(self) -> None:
        """Start it, with nothing of our environment, files or connections."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _BOOT, _ROOT, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env=_environment(),
            )
        self._control = ours
        self.owner = os.getpid()
        self.fresh = True

    def work(self, job: dict[str, Any], source: int, result: int, seconds: float) -> int:
        """Run one job; its exit code. Raises `LimitBreached` past `seconds`, and `OSError` when the nursery is gone."""
        allowed = seconds + (_START_SECONDS if self.fresh else 0.0)
        socket.send_fds(self._control, [json.dumps(job).encode()], [source, result])
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        if not poll.poll(allowed * 1000):
            raise LimitBreached("time", f"more than {seconds} s")
        answer = self._control.recv(1 << 16)
        if not answer:
            raise ConnectionResetError("the nursery is gone")
        self.fresh = False
        return int(json.loads(answer)["exit"])

    def end(self) -> None:
        """Kill it with its child."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._control.close()


_lock = threading.Lock()
_nurseries: list[Nursery] = []


def _fresh_lock() -> None:
    """In a forked child nobody will ever open a lock that another thread of the parent held."""
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_fresh_lock)


def run(
    target: str, payload: bytes, *, options: Mapping[str, Any] | None = None, limits: IsolationLimits | None = None
) -> Any:
    """Call `package.module:function` as `function(payload, **options)` in a child process; its JSON-able result.

    The child can open no connection, start no program and write no file. The first call of a process takes the time
    of the imports (about a second for HTML), later ones some milliseconds. One job at a time per process.

    Raises `Refusal` when the function raised one, and `LimitBreached` when the child broke a limit or crashed.
    """
    limits = limits or IsolationLimits()
    module, _, function = target.partition(":")
    job = {"module": module, "function": function, "options": dict(options or {}), "limits": asdict(limits)}
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as result:
        source.write(payload)
        source.seek(0)
        with _lock:
            code = _worked(job, source.fileno(), result.fileno(), limits.seconds)
        if code != 0:
            raise _breach(code)
        result.seek(0)
        return _value(result.read())


def _worked(job: dict[str, Any], source: int, result: int, seconds: float) -> int:
    """Let the nursery work; whatever goes wrong with it, the next job gets a new one."""
    for attempt in (1, 2):
        nursery = _nursery()
        try:
            return nursery.work(job, source, result, seconds)
        except OSError as error:
            _drop(nursery)
            if attempt == 2:
                raise LimitBreached("crash", str(error)) from error
            os.lseek(source, 0, os.SEEK_SET)
            os.ftruncate(result, 0)
        except BaseException:  # also a soft time limit of the worker, raised in the middle of waiting
            _drop(nursery)
            raise
    raise AssertionError("unreachable")


def _nursery() -> Nursery:
    """This process's own: one that was inherited through a fork belongs to the process before the fork."""
    for nursery in _nurseries:
        if nursery.owner == os.getpid():
            return nursery
    nursery = Nursery()
    _nurseries.append(nursery)
    return nursery


def _drop(nursery: Nursery) -> None:
    _nurseries.remove(nursery)
    nursery.end()


def _value(data: bytes) -> Any:
    answer = json.loads(data)
    if "refused" in answer:
        raise Refusal(answer["refused"])
    if "crashed" in answer:
        raise LimitBreached("crash", answer["crashed"])
    return answer["value"]


def _breach(code: int) -> LimitBreached:
    if code in _TIME_SIGNALS:
        return LimitBreached("time", f"exit {code}")
    if code in (_OUT_OF_MEMORY, -signal.SIGKILL):
        return LimitBreached("memory", f"exit {code}")
    return LimitBreached("crash", f"exit {code}")


def _environment() -> dict[str, str]:
    """Nothing secret; one thread per numeric library, because each reserves memory."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH") if name in os.environ
    }
    return kept | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
