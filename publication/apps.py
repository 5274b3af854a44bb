from importlib import import_module

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "publication"

    def ready(self) -> None:
        import_module("publication.subscribers")
