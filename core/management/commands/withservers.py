"""`manage.py withservers COMMAND…`: run a command against a newsroom's servers that are gone afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from argparse import REMAINDER, ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand
from django.db import connections

from core.servers.process import ServerError
from core.supervisor.embedded import EmbeddedServers
from core.supervisor.tables import make_tables


class Command(BaseCommand):
    """Starts throw-away servers with all tables, runs a program that finds them, and removes them."""

    help = "Run a program against throw-away servers: manage.py withservers .venv/bin/python manage.py demo"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the program and its arguments as they are."""
        parser.add_argument("program", nargs=REMAINDER, help="the program and its arguments")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it; the exit status is the program's."""
        var = Path(tempfile.mkdtemp(prefix="claimdesk-"))
        var.chmod(0o755)  # as root the servers run as another user, who must get to their own folders
        servers = EmbeddedServers(var)
        try:
            servers.start()
            make_tables()
            connections.close_all()
            environment = {**os.environ, "CLAIMDESK_VAR": str(var)}
            status = subprocess.run(options["program"], check=False, env=environment).returncode
        except ServerError as error:
            self.stderr.write(str(error))
            status = 1
        except KeyboardInterrupt:
            status = 130
        finally:
            servers.stop()
            shutil.rmtree(var, ignore_errors=True)
        sys.exit(status)
