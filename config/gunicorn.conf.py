# ruff: noqa: N999 - gunicorn looks for this very name
"""The web server: a few processes with threads, sized by WEB_CONCURRENCY and WEB_THREADS."""

import os
from pathlib import Path

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)
worker_class = "config.web_worker.PlainWorker"
preload_app = True  # loaded once, shared by all processes
timeout = 60
graceful_timeout = 8
keepalive = 5
max_requests = 5000  # a slow leak in a library cannot grow without end
max_requests_jitter = 500
limit_request_line = 8190
limit_request_fields = 100
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
control_socket_disable = True
accesslog = None  # each request is logged once, by django-structlog
errorlog = "-"
loglevel = "warning"
