"""Where the database and the broker are: DATABASE_URL and REDIS_URL, or the embedded servers.

Reading settings never starts a server. The supervisor (`make run`) writes the addresses of the servers it
started to `var/run/servers.json`; whoever reads settings after that finds them there.
"""

from pathlib import Path
from typing import Any

import environ

from config.settings import limits
from core.servers import addresses

env = environ.Env()

# Told to the planner: data lies on solid-state disks or in memory, and the bitmap of a million rows fits in 16 MB.
_OPTIONS = (
    f"-c statement_timeout={limits.LIMIT_STATEMENT_MS} "
    f"-c idle_in_transaction_session_timeout={limits.LIMIT_IDLE_IN_TRANSACTION_MS} "
    "-c random_page_cost=1.1 -c work_mem=16MB"
)


def database_settings(var: Path) -> dict[str, Any]:
    """Return Django's dictionary for the database: the outside one if DATABASE_URL is set."""
    url = env.str("DATABASE_URL", "")
    found = environ.Env.db_url_config(url) if url else addresses.read(var).database
    return complete(dict(found))


def complete(database: dict[str, Any]) -> dict[str, Any]:
    """Add what every connection of ours has: time limits, and a check before a kept one is used again."""
    options = {**database.get("OPTIONS", {})}
    options.setdefault("options", _OPTIONS)
    options.setdefault("connect_timeout", 10)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": env.int("DATABASE_KEEP_SECONDS", 60),
        "CONN_HEALTH_CHECKS": True,
        **database,
        "OPTIONS": options,
    }


def broker_url(var: Path) -> str:
    """Return the broker's address as Celery writes it."""
    return env.str("REDIS_URL", "") or addresses.read(var).broker


def cache_settings(var: Path) -> dict[str, Any]:
    """Return Django's caches: the broker's server, under a prefix of our own."""
    location = env.str("CACHE_URL", "") or env.str("REDIS_URL", "") or addresses.read(var).cache
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": location,
            "KEY_PREFIX": "claimdesk",
        },
    }
