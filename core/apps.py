"""What every room stands on; knows no word of fact-checking."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The app of the core."""

    name = "core"
    verbose_name = "Core"
