"""The worker's application. What each setting is for stands in config/settings/worker.py."""

import importlib
import importlib.util
import os
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent, setup_logging, task_received, worker_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("claimdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**kwargs: Any) -> None:
    """Stop Celery from putting its own log handlers in the place of the ones in settings."""


@worker_init.connect
def load_model_once(**kwargs: Any) -> None:
    """Load the language model before the pool forks, so that its memory is shared by all children."""
    if importlib.util.find_spec("claims.services.extract"):
        importlib.import_module("claims.services.extract").warm_up()


@worker_ready.connect
def watch_for_deafness(**kwargs: Any) -> None:
    """Have the worker leave when it takes nothing while messages wait; told of each message it receives."""
    from core.watchdog import watch

    watchdog = watch(app, [queue.name for queue in app.amqp.queues.consume_from.values()])
    task_received.connect(lambda **_: watchdog.received(), weak=False)


@heartbeat_sent.connect
def say_we_live(**kwargs: Any) -> None:
    """Note the worker's sign of life for /readyz."""
    from core.health.heartbeat import beat

    beat()
