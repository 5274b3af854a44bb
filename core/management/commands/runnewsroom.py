"""`manage.py runnewsroom`: what `make run` does once the environment is there."""

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from signal import Signals
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import connections

from core.servers.process import stop_when_parent_dies
from core.supervisor.child import Child
from core.supervisor.lock import only_one
from core.supervisor.newsroom import Newsroom
from core.supervisor.tables import make_tables
from core.supervisor.terminal import say, step


class Command(BaseCommand):
    """Starts database, broker, tables, demo newsroom, web, worker and scheduler; stops them on Ctrl-C."""

    help = "Run the whole newsroom on this machine; Ctrl-C stops it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and what to leave out."""
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="address to listen on")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000), help="port of the web")
        parser.add_argument("--servers-only", action="store_true", help="only the database and the broker")
        parser.add_argument("--no-demo", action="store_true", help="start with an empty newsroom")
        parser.add_argument("--ends-with-make", action="store_true", help="stop when the process that started it dies")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until stopped; the exit status says whether it went well."""
        self.var: Path = settings.VAR_DIR
        self.options = options
        only_servers = options["servers_only"]
        if options["ends_with_make"]:
            stop_when_parent_dies(Signals.SIGTERM)
        address = f"http://{_readable(options['host'])}:{options['port']}"
        with only_one(self.var, address):
            children = [] if only_servers else self._children(options["host"], options["port"], address)
            say("Claimdesk is starting.")
            newsroom = Newsroom(var=self.var, children=children, address=address)
            newsroom.leftovers.end()
            if not only_servers:
                _refuse_taken_port(options["host"], options["port"])
            status = newsroom.run(prepare=self._prepare, welcome=lambda: self._welcome(address))
        sys.exit(status)

    def _children(self, host: str, port: int, address: str) -> list[Child]:
        python, log = sys.executable, self.var / "log"
        os.environ.update(HOST=host, PORT=str(port))
        os.environ.setdefault("PUBLIC_URL", address)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
        # Root on a machine of one's own is how many will try this; Celery's long warning helps nobody there.
        os.environ.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser")
        celery = [python, "-m", "celery", "--quiet", "-A", "config"]
        workers = os.environ.get("WORKER_CONCURRENCY") or str(min(2, os.cpu_count() or 1))
        return [
            Child("web", [python, "-m", "gunicorn", "-c", "config/gunicorn.conf.py", "config.wsgi"], log / "web.log"),
            Child(
                "worker",
                [*celery, "worker", "-Q", "default,extraction", "-c", workers, "--without-gossip", "--without-mingle"],
                log / "worker.log",
                ends_on=Signals.SIGQUIT,  # Celery's soft shutdown: finish what runs, within a limit
            ),
            Child("scheduler", [*celery, "beat", "-S", "celery.beat:Scheduler", "--pidfile="], log / "scheduler.log"),
            Child("sender", [python, "manage.py", "send_webhooks"], log / "sender.log"),
        ]

    def _prepare(self) -> None:
        make_tables()
        if not self.options["no_demo"] and not self.options["servers_only"]:
            self._load_demo()
        connections.close_all()

    def _load_demo(self) -> None:
        mark = self.var / "run" / "demo-loaded"
        if mark.exists() or "load_demo" not in get_commands():
            return
        with step("the demo newsroom, through the real pipeline (first start only)"):
            call_command("load_demo")
        mark.write_text("`make reset` empties the newsroom and loads the demo again.\n", "utf-8")

    def _welcome(self, address: str) -> None:
        if self.options["servers_only"]:
            say("\nThe servers are up. Ctrl-C stops them.")
            return
        say(f"\nThe newsroom is open:\n\n    {address}/        public search")
        say(f"    {address}/desk/   the desk\n    {address}/admin/  administration\n")
        if "demo_logins" in get_commands() and get_user_model()._default_manager.exists():
            call_command("demo_logins")
        connections.close_all()
        say("Ctrl-C stops everything; nothing is lost.\n")


def _readable(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Choose another one: `make run PORT={port + 1}`."
            ) from None
