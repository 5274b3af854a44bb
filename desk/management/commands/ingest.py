"""`manage.py ingest URL|FILE… [--wait]`: hand articles in from the terminal, and see their claims (DESIGN §5)."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.markup import escape
from rich.progress import track

from accounts.models import User
from accounts.roles import Capability, Role, roles_with
from core.errors import DomainError, InvalidInput
from desk.management.following import Followed, follow, look
from desk.management.screen import screen
from desk.presenters.table import claims_table
from sources.services import Submitted, submit_file, submit_url

_PATIENCE_SECONDS = 90.0


class Command(BaseCommand):
    help = "Submit web addresses and files; with --wait, show their claims when a worker has found them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inputs", nargs="+", metavar="URL|FILE", help="http(s) addresses, or files to read")
        parser.add_argument("--wait", action="store_true", help="wait for the worker, then print the claims")
        parser.add_argument("--as", dest="username", default="", help="who submits (default: the first administrator)")
        parser.add_argument("--outlet", default="", help="who published it")
        parser.add_argument(
            "--patience",
            type=float,
            default=_PATIENCE_SECONDS,
            help="with --wait, give up after so many seconds in which nothing moved (default: 90)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 if anything was refused, failed, or (with --wait) is not done."""
        console = screen(self.stdout)
        by = _submitter(options["username"])
        accepted, refused = _submit_all(options["inputs"], by=by, outlet=options["outlet"], console=console)
        well = not refused
        if accepted and options["wait"]:
            found = follow(accepted, console=console, patience=options["patience"])
            well = _show(found, console) and well
        elif accepted:
            _list(look(accepted), console)
        if not well:
            sys.exit(1)


def _submit_all(
    inputs: Sequence[str], *, by: User, outlet: str, console: Console
) -> tuple[list[int], list[tuple[str, str]]]:
    """Hand everything in: (ids of the articles, what was refused with the reason). One refusal stops nothing."""
    accepted: dict[int, None] = {}
    refused: list[tuple[str, str]] = []
    for given in track(inputs, description="submitting", console=console, transient=True):
        try:
            submitted = _submit(given, by=by, outlet=outlet)
        except DomainError as error:
            refused.append((given, error.message))
            continue
        accepted[submitted.article.pk] = None
    for given, reason in refused:
        console.print(f"✗ {escape(given)}: {escape(reason)}", soft_wrap=True)
    return list(accepted), refused


def _submit(given: str, *, by: User, outlet: str) -> Submitted:
    if "://" in given and not Path(given).exists():
        return submit_url(by=by, url=given, source_name=outlet)
    return submit_file(by=by, name=given, content=_content(Path(given)), source_name=outlet)


def _content(path: Path) -> bytes:
    """The file's bytes, one more than the limit at most: the service says what is too large."""
    try:
        with path.open("rb") as file:
            return file.read(settings.LIMIT_UPLOAD_BYTES + 1)
    except FileNotFoundError as error:
        raise InvalidInput("There is no such file. A web address begins with https:// or http://.") from error
    except IsADirectoryError as error:
        raise InvalidInput("This is a folder. Name the files in it, for example with a pattern.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name cannot be used"
        raise InvalidInput(f"This file cannot be read ({reason}). Check its name and permissions.") from error


def _submitter(username: str) -> User:
    if username:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no user {username!r}. Check the name, or leave --as away.")
        if not user.may(Capability.SUBMIT_ARTICLE):
            roles = ", ".join(roles_with(Capability.SUBMIT_ARTICLE))
            raise CommandError(f"{user} ({user.role}) may not add articles. Roles that may: {roles}.")
        return user
    first = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("pk").first()
    if first is None:
        raise CommandError("There is no administrator to submit for. Name a user with --as USERNAME.")
    return first


def _show(found: Sequence[Followed], console: Console) -> bool:
    """The claims of each article, or why there are none. Whether all went well."""
    for row in found:
        original = row.article.duplicate_of_id
        if row.ended and original is not None:
            console.print(f"{escape(str(row.article))}: the desk has this text already, as article {original}.")
            _print_claims(look([original]), console)
        elif row.well:
            _print_claims([row], console)
        else:
            console.print(f"✗ {escape(str(row.article))}: {escape(_why_not(row))}", soft_wrap=True)
    return all(row.well for row in found)


def _print_claims(found: Sequence[Followed], console: Console) -> None:
    for row in found:
        if row.run is not None:
            outlet = row.article.source.name if row.article.source else ""
            console.print(claims_table(row.run, title=str(row.article), outlet=outlet))


def _why_not(row: Followed) -> str:
    if row.ended:
        return f"{row.stage.value}. {row.reason}"
    return (
        f"{row.stage.value}, and nothing has moved for a while. Is a worker running (`make run`)? "
        "The article is kept and will be read."
    )


def _list(found: Sequence[Followed], console: Console) -> None:
    for row in found:
        console.print(f"✓ article {row.article.pk}: {escape(str(row.article))} ({row.stage.value})", soft_wrap=True)
