#!/usr/bin/env python
"""Claimdesk's commands. `make help` lists the ones most people need."""

import os
import sys


def main() -> None:
    """Run one management command; with no settings named, those of development."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
