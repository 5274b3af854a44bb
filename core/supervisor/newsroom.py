"""The order of things: servers, tables, the demo, then web, worker and scheduler; and back again at the end."""

import signal
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from core.servers.process import ServerError
from core.supervisor.child import Child
from core.supervisor.embedded import EmbeddedServers
from core.supervisor.leftovers import Leftovers
from core.supervisor.lock import mark_stopping
from core.supervisor.terminal import say, step

_GRACE_SECONDS = 10.0  # for web, worker and scheduler together; the servers need about one second more
_HURRIED_GRACE_SECONDS = 1.0
_LOOK_SECONDS = 0.2
_PATIENCE = 5  # starts in a row that a server may fail before we give up


class Newsroom:
    """A running newsroom on this machine."""

    def __init__(self, *, var: Path, children: Sequence[Child], address: str) -> None:
        """var: data and logs; children: started in this order; address: where the web answers."""
        self.var = var
        self.servers = EmbeddedServers(var)
        self.leftovers = Leftovers(var / "run" / "children.json")
        self.children = list(children)
        self.address = address
        self._asked_to_stop = 0
        self._stopping = False
        self._server_failures = 0

    def run(self, *, prepare: Callable[[], None], welcome: Callable[[], None]) -> int:
        """Start everything, call `welcome`, watch until asked to stop. Returns the exit status.

        prepare is called once the servers answer (tables, demo). Whatever goes wrong, all is stopped again.
        """
        self._listen()
        try:
            self.servers.start()
            prepare()
            self._stop_if_asked()
            if self.children:
                self._start_children()
            welcome()
            self._watch()
        except ServerError as error:
            say(f"\n  ✗ {error}")
            return 1
        except _Stopped:
            return 0
        finally:
            self.stop()
        return 0

    def _listen(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._heard)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        """First signal: stop in order. While stopping, another one: do not wait for work to be finished."""
        self._asked_to_stop += 1
        if not self._stopping:
            raise _Stopped
        say("  Stopping without waiting for work in hand; it is taken up again at the next start.")

    def _stop_if_asked(self) -> None:
        """Stop when a signal came while a library was running that swallowed what the handler raised."""
        if self._asked_to_stop:
            raise _Stopped

    def _start_children(self) -> None:
        """Start the first child, the web, alone: it is what people wait for. Then the others."""
        web, *others = self.children
        with step(web.name):
            web.start()
            self._note_children()
            self._wait_for_web(web)
        for child in others:
            child.start()
        self._note_children()

    def _note_children(self) -> None:
        self.leftovers.note([child.process.pid for child in self.children if child.process])

    def _wait_for_web(self, web: Child, seconds: float = 90) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if web.process is None or web.process.poll() is not None:
                time.sleep(_LOOK_SECONDS)  # let the last lines arrive
                raise ServerError("The web process ended at its start:\n" + "\n".join(web.printer.last))
            if _answers(self.address.removeprefix("http://")):
                return
            time.sleep(_LOOK_SECONDS)
        raise ServerError(f"The web process did not answer at {self.address} within {seconds:.0f} s.")

    def _watch(self) -> None:
        while True:
            self._stop_if_asked()
            self._revive_servers()
            for child in self.children:
                self._look_after(child)
            time.sleep(_LOOK_SECONDS)

    def _revive_servers(self) -> None:
        try:
            self.servers.revive()
            self._server_failures = 0
        except ServerError as error:
            self._server_failures += 1
            if self._server_failures >= _PATIENCE:
                raise
            say(f"  ✗ {error}\n    Trying again.")
            time.sleep(self._server_failures)

    def _look_after(self, child: Child) -> None:
        status = child.died()
        if status is not None:
            how = f"was ended by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
            say(f"  ✗ {child.name} {how}. Its last lines are above and in {child.log}. Starting it again.")
        if child.start_if_due():
            self._note_children()
            say(f"  ✓ {child.name} started again")

    def stop(self) -> None:
        """Let the children finish, then stop the servers they wrote to."""
        began = time.monotonic()
        self._stopping = True
        mark_stopping(self.var)
        say("\nStopping …")
        for child in self.children:
            child.ask_to_end()
        self._wait_for_children(began + _GRACE_SECONDS)
        self.leftovers.note([])
        self.servers.stop()
        say(f"Stopped in {time.monotonic() - began:.1f} s. Nothing is lost: `make run` goes on from here.")

    def _wait_for_children(self, deadline: float) -> None:
        for child in reversed(self.children):
            ended = False
            while not ended and time.monotonic() < deadline:
                if self._asked_to_stop > 1:
                    deadline = min(deadline, time.monotonic() + _HURRIED_GRACE_SECONDS)
                    self._asked_to_stop = 1
                ended = child.process is None or child.process.poll() is not None
                time.sleep(0 if ended else 0.05)
            if not child.wait_until(time.monotonic()):
                say(f"  {child.name} did not end in time and was killed; its work is taken up at the next start.")


def _answers(host: str) -> bool:
    """Ask our own web process whether it is alive."""
    line = HTTPConnection(host, timeout=5)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


class _Stopped(BaseException):
    """Raised by the signal handler wherever the main thread is: stop from there. No error of anything."""
