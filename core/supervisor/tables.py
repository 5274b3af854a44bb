"""Brings the tables up to the code, quickly when there is nothing to do."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.supervisor.terminal import step


def make_tables() -> None:
    """Apply the migrations that wait, without the time limit that holds for ordinary statements."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    with step(f"tables: {len(plan)} migrations"):
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        call_command("migrate", interactive=False, verbosity=0)
    connection.close()
