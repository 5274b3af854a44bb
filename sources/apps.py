from importlib import import_module

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"

    def ready(self) -> None:
        import_module("sources.subscribers")
