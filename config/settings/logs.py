"""One line of log an event: JSON where machines read it, words where people do."""

import logging
from typing import Any

import structlog

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.PositionalArgumentsFormatter(),
]


class OneLineARequest(logging.Filter):
    """Drops what django-structlog says when a request or task begins: its end is logged with all of that."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether the line is kept."""
        event = record.msg.get("event") if isinstance(record.msg, dict) else None
        return event not in {"request_started", "task_enqueued", "task_started"}


def structured_logging(*, readable: bool, level: str = "INFO") -> dict[str, Any]:
    """Set structlog up and return the dictionary for Django's LOGGING.

    readable: words for a terminal instead of JSON. Both escape line breaks in values, so no value can
    write a log line of its own.
    """
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = structlog.processors.JSONRenderer()
    if readable:
        # Plain tracebacks: the rich ones print every local variable, passwords included.
        renderer = structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
        )
    last: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    last += [renderer] if readable else [structlog.processors.format_exc_info, renderer]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "event": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": last,
                "foreign_pre_chain": _SHARED,
            },
        },
        "filters": {"one_line": {"()": "config.settings.logs.OneLineARequest"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "event", "filters": ["one_line"]},
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django_structlog": {"level": level},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},  # three sweeps every half minute
            "axes": {"level": "WARNING"},
        },
    }
