"""Starting and stopping a server as a child of ours that never outlives us."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from core.servers.accounts import Account

_PR_SET_PDEATHSIG = 1


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    account: Account | None = None,
    ends_with_parent: signal.Signals = signal.SIGTERM,
    environment: dict[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command` in a session of its own, writing to `log`.

    Ctrl-C in the terminal reaches us and not it; when we die, even by SIGKILL, Linux sends it
    `ends_with_parent`. To be called from the main thread: the signal follows the thread that started it.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environment,
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            preexec_fn=die_with_parent(ends_with_parent),
        )


def stop_when_parent_dies(number: signal.Signals) -> None:
    """Have this very process receive `number` when the one that started it dies. Linux only."""
    ask = die_with_parent(number, of=os.getppid())
    if ask:
        ask()


def die_with_parent(number: signal.Signals, *, of: int | None = None) -> Callable[[], None] | None:
    """Return what a child does before it starts, so that our death reaches it. Linux only; elsewhere None.

    of: the number of the parent it starts with; ours unless named.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = of or os.getpid()

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:  # we died before the request was made
            os._exit(1)

    return ask


def stop(process: subprocess.Popen[bytes], number: signal.Signals, *, grace: float) -> int:
    """Send the signal, wait up to `grace` seconds, then kill. Returns the exit status."""
    if process.poll() is None:
        process.send_signal(number)
    try:
        return process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def is_running(pid: int, *, named: str) -> bool:
    """Tell whether process `pid` lives and is the program `named` (numbers are used again after a restart)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    status = Path(f"/proc/{pid}/stat")
    if not status.exists():
        return sys.platform != "linux"
    name, _, rest = status.read_text("utf-8", "replace").rpartition(")")
    ended = rest.split()[0] == "Z"  # waits only for its parent to take note
    return named in name and not ended


def stop_leftover(pid: int, *, named: str, signals: Sequence[signal.Signals], grace: float) -> None:
    """End a server that outlived its supervisor: each signal in turn, `grace` seconds apart."""
    for number in signals:
        if not is_running(pid, named=named):
            return
        os.kill(pid, number)
        until = time.monotonic() + grace
        while time.monotonic() < until and is_running(pid, named=named):
            time.sleep(0.05)


def identity(pid: int) -> str:
    """Return what tells this process from a later one of the same number: its number and its start, in ticks.

    Empty where the process has ended, or the system has no /proc.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return f"{pid}:{fields[19]}"


def last_lines(log: Path, count: int = 15) -> str:
    """Return the end of a log, for a message about why something did not start."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-count:])


class ServerError(RuntimeError):
    """An embedded server did not do what was asked; the message says what and shows its last lines."""
