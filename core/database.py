"""The first read of most requests, in one way to the database and back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakSet

from django.db import DatabaseError, InterfaceError, OperationalError
from django.db import connection as current

connection: Any = current  # the stubs leave out what keeps track of its health

# A session that is not the one in which the statement was prepared, or one in which somebody else prepared it: between
# us and the database stands a pooler that hands sessions around.
_NOT_OURS = {"26000", "42P05"}


@dataclass(slots=True)
class FirstRead:
    """A read without parameters that gives one row, asked before most answers.

    It is its own check of the kept connection: where Django would ask whether it is alive (CONN_HEALTH_CHECKS), this is
    sent instead, and again on a new connection if that one is dead. And it is planned once a connection, not each
    time: PostgreSQL takes longer to plan a short read than to do it. Behind a pooler that hands sessions around it is
    planned anew each time, and inside a transaction too, which a refused statement would end.
    """

    sql: str
    _name: str = field(init=False)
    _prepared_in: WeakSet[Any] = field(init=False, default_factory=WeakSet)
    _pooled: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self._name = f"claimdesk_{hashlib.sha256(self.sql.encode()).hexdigest()[:16]}"

    def row(self) -> tuple[Any, ...]:
        """The row as it is now."""
        if connection.in_atomic_block:
            return _row(self.sql)
        if connection.connection is None or not connection.health_check_enabled or connection.health_check_done:
            return self._row_now()
        connection.health_check_done = True
        try:
            return self._row_now()
        except (OperationalError, InterfaceError):
            if connection.is_usable():
                raise
            connection.close()
            return self._row_now()

    def _row_now(self) -> tuple[Any, ...]:
        if self._pooled:
            return _row(self.sql)
        try:
            connection.ensure_connection()
            if connection.connection not in self._prepared_in:
                with connection.cursor() as cursor:
                    cursor.execute(f"PREPARE {self._name} AS {self.sql}")
                self._prepared_in.add(connection.connection)
            return _row(f"EXECUTE {self._name}")
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", None) not in _NOT_OURS:
                raise
            self._pooled = True
            return _row(self.sql)


def _row(sql: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row: tuple[Any, ...] = cursor.fetchone()
        return row
