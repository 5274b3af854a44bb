"""`manage.py revoke_token PREFIX`: end a program's key now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.queries import tokens
from accounts.services import revoke_token


class Command(BaseCommand):
    help = "Revokes the API token with this prefix."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("prefix", help="the eight letters after cdk_")

    def handle(self, *args: Any, **options: Any) -> None:
        token = tokens().filter(prefix=options["prefix"]).first()
        if token is None:
            raise CommandError(f"There is no token {options['prefix']}.")
        revoke_token(by=token.owner, token=token)
        self.stdout.write(f"{token} is revoked.")
