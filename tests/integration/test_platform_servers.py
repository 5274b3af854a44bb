"""The embedded servers that development and tests run on."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_is_postgresql_with_time_limits_on_every_connection() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout'), current_setting('data_checksums')")
        assert cursor.fetchone() == ("30s", "on")
        cursor.execute("SELECT current_setting('idle_in_transaction_session_timeout')")
        assert cursor.fetchone() == ("1min",)
