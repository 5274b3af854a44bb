"""Celery's settings: late acknowledgement, small steps, and nothing kept in the broker that matters.

The broker is a hint: the database knows what is due, and a sweep sends it again. So a lost message costs
time, never work. Built from reliability rules that were measured on this stack.
"""

from config.settings import limits

CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True

CELERY_TASK_ACKS_LATE = True
CELERY_TASK_ACKS_ON_FAILURE_OR_TIMEOUT = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_BACKEND = None
CELERY_TASK_STORE_ERRORS_EVEN_IF_IGNORED = False
CELERY_TASK_SOFT_TIME_LIMIT = limits.LIMIT_TASK_SOFT_SECONDS
CELERY_TASK_TIME_LIMIT = limits.LIMIT_TASK_HARD_SECONDS
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_CREATE_MISSING_QUEUES = True
CELERY_TASK_PUBLISH_RETRY = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.5}

CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = limits.LIMIT_WORKER_MEMORY_KB
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 8.0
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # A message may come back only when its task can no longer be running.
    "visibility_timeout": limits.LIMIT_TASK_HARD_SECONDS + 300,
    "socket_timeout": 30,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 20,
}

# What is due is a query; each room's sweep looks and sends again what a lost message left behind.
SWEEP_SECONDS = 30.0
CELERY_BEAT_SCHEDULE = {
    f"{room}: send due work again": {
        "task": f"{room}.tasks.sweep",
        "schedule": SWEEP_SECONDS,
        # A tick nobody could take within its period is worth nothing: the next one does the same.
        "options": {"expires": SWEEP_SECONDS, "queue": "default"},
    }
    for room in ("audit", "accounts", "sources", "claims", "reviews", "publication")
}
