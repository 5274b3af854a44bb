"""May demo data, with its open passwords, be put into this database?"""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError

from seeds.people import has_people_of_its_own

_DEMO_SETTINGS = ("config.settings.dev", "config.settings.test")


def check_demo_allowed(*, force: bool) -> None:
    """Raise CommandError under settings that are not for development, or where real people work.

    Development settings keep DEBUG off on purpose, so the name of the settings counts beside it.
    """
    if force:
        return
    if not settings.DEBUG and settings.SETTINGS_MODULE not in _DEMO_SETTINGS:
        raise CommandError(
            "These are not development settings, and the demo's passwords are known to everybody. Nothing was added. "
            "Start without the demo (`manage.py runnewsroom --no-demo`), or say --force on a machine of your own."
        )
    if has_people_of_its_own():
        raise CommandError(
            "This newsroom has people of its own, and the demo's passwords are known to everybody. Nothing was added. "
            "--force adds the demo all the same."
        )
