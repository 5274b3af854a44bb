"""Lets transactional tests empty the database between them, append-only tables included, and start it afresh.

The triggers that guard the ledger also refuse TRUNCATE. Only a superuser of the database can step past them, and
only by switching all triggers off for a session, which is what happens here around Django's flush. What migrations put
into the tables (the policy and the scale that a desk begins with) is put back, so that the order of tests is free.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """After the tables are made: remember what migrations put into them, where Django's own runner does."""
    with django_db_blocker.unblock():
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_guards() -> Iterator[None]:
    original = TransactionTestCase._fixture_teardown

    def teardown(case: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        try:
            case.serialized_rollback = True  # the flush itself then makes no content types: they are put back too
            original(case)
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = DEFAULT")

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original
