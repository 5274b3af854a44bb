"""`manage.py demo_logins`: how to sign in to the demo newsroom. Printed by `make run`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seeds.people import LOGINS, demo_people


class Command(BaseCommand):
    help = "Print the demo's log-ins, if this newsroom has them."

    def handle(self, *args: Any, **options: Any) -> None:
        there = {user.username for user in demo_people()}
        logins = [login for login in LOGINS if login.username in there]
        if not logins:
            self.stdout.write("This newsroom has no demo log-ins.")
            return
        self.stdout.write("Sign in as (known to everybody, for this machine only):\n")
        for login in logins:
            name = f"{login.first_name} {login.last_name}"
            self.stdout.write(f"    {login.username:<5} {login.password:<22} {name}, {login.role.value}")
        self.stdout.write("")
