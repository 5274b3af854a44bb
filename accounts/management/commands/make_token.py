"""`manage.py make_token USERNAME --name "Nightly mirror" --scope read`: a key for a program, shown once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.enums import Scope
from accounts.models import User
from accounts.services import make_token
from core.errors import DomainError


class Command(BaseCommand):
    help = "Makes an API token that acts for a person, and prints its secret once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="what it is for")
        parser.add_argument("--scope", action="append", choices=[scope.value for scope in Scope], dest="scopes")
        parser.add_argument("--days", type=int, default=90)

    def handle(self, *args: Any, **options: Any) -> None:
        owner = User.objects.filter(username=options["username"]).first()
        if owner is None:
            raise CommandError(f"There is nobody with the log-in name {options['username']}.")
        scopes = [Scope(scope) for scope in options["scopes"] or [Scope.READ]]
        try:
            token, secret = make_token(by=owner, owner=owner, name=options["name"], scopes=scopes, days=options["days"])
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        self.stderr.write(f"{token.prefix}: {', '.join(token.scopes)}, until {token.expires_at:%Y-%m-%d}")
        self.stdout.write(secret)
