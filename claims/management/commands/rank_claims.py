"""`manage.py rank_claims`: count again what the order of the queue is made of."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from claims.services import rank_all


class Command(BaseCommand):
    help = "Counts origins and desk priorities of all claims again: after the owner of an outlet was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many claims were not in their right place."""
        self.stdout.write(f"{rank_all()} claims got another place in the queue.")
