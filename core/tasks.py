"""The one base of all tasks: a message may be lost or come twice, and neither does harm.

Task functions take ids by keyword and tolerate keywords they do not know (`**_: Any`), so that an old worker
survives a newer message.
"""

import logging
from typing import Any

from celery import Task
from django.conf import settings
from kombu.exceptions import OperationalError

_log = logging.getLogger(__name__)


class DurableTask(Task):  # type: ignore[type-arg]  # not subscriptable while running
    """Acknowledged when done, given back when its worker dies, limited in time, with nothing kept as a result."""

    acks_late = True
    acks_on_failure_or_timeout = True
    reject_on_worker_lost = True
    ignore_result = True
    store_errors_even_if_ignored = False
    serializer = "json"
    soft_time_limit = settings.LIMIT_TASK_SOFT_SECONDS
    time_limit = settings.LIMIT_TASK_HARD_SECONDS
    max_retries = 0  # the database counts attempts, and the sweep sends again
    typing = True

    def apply_async(self, *args: Any, **options: Any) -> Any:
        """Send the message; with the broker away, say so in the log and go on.

        The caller's change is committed already, and the sweep finds it as due. So an unreachable broker delays
        work but never turns an accepted request into an error. Returns None when nothing was sent.
        """
        try:
            return super().apply_async(*args, **options)
        except OperationalError as error:
            _log.warning("The broker is away: %s will be sent by the sweep (%s)", self.name, error)
            return None
