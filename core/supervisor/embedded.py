"""The embedded servers as the supervisor sees them: started first, stopped last, started again when they die."""

import os
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connections

from core.servers import addresses, postgres, valkey
from core.servers.places import Place, place
from core.servers.postgres import Postgres
from core.servers.process import last_lines
from core.servers.valkey import Valkey
from core.supervisor.terminal import say, step


class _Server(Protocol):
    place: Place

    def stop(self) -> None: ...


class EmbeddedServers:
    """Starts what DATABASE_URL and REDIS_URL do not name."""

    def __init__(self, var: Path) -> None:
        """var: where data, logs and the note of addresses go."""
        self.var = var
        self.database: Postgres | None = None
        self.broker: Valkey | None = None
        self._database_place: Place | None = None
        self._broker_place: Place | None = None

    def start(self) -> None:
        """Start both in order, write the note, and tell Django where they are. Raises ServerError."""
        expected = addresses.expected(self.var / "run")
        database, broker, cache = expected.database, expected.broker, expected.cache
        if not os.environ.get("DATABASE_URL"):
            with step("database: PostgreSQL, embedded"):
                self._database_place = place(self.var, "postgres")
                self.database = postgres.start(self._database_place)
                postgres.ensure_database(self._database_place)
            database = {**database, "HOST": str(self._database_place.sockets)}
        if not os.environ.get("REDIS_URL"):
            with step("broker: Valkey, embedded"):
                self._broker_place = place(self.var, "valkey")
                self.broker = valkey.start(self._broker_place)
            found = addresses.at(database_sockets=Path(), broker_sockets=self._broker_place.sockets)
            broker, cache = found.broker, found.cache
        addresses.write(self.var, addresses.Addresses(database, broker, cache))
        self._tell_django(database, broker, cache)

    def _tell_django(self, database: dict[str, str], broker: str, cache: str) -> None:
        """Settings were read before the servers had their places: put the places in."""
        if self.database:
            connections.settings["default"].update(database)
        if self.broker:
            settings.CELERY_BROKER_URL = broker
            settings.CACHES["default"]["LOCATION"] = cache

    def revive(self) -> None:
        """Start again whichever has ended by itself; both recover by themselves from a crash."""
        if self.database and self._database_place and self.database.process.poll() is not None:
            self._mourn("database", self.database)
            self.database = postgres.start(self._database_place)
            say("  ✓ the database answers again")
        if self.broker and self._broker_place and self.broker.process.poll() is not None:
            self._mourn("broker", self.broker)
            self.broker = valkey.start(self._broker_place)
            say("  ✓ the broker answers again")

    def _mourn(self, name: str, server: _Server) -> None:
        say(f"  ✗ the {name} has ended. Its last lines:\n{last_lines(server.place.log, 5)}\n    Starting it again.")

    def stop(self) -> None:
        """Stop the broker, then the database, and take the note away."""
        if self.broker:
            self.broker.stop()
        if self.database:
            self.database.stop()
        addresses.note(self.var).unlink(missing_ok=True)
