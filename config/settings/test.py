"""Tests: throw-away servers of their own (see tests/plugins/servers.py), or DATABASE_URL / REDIS_URL.

Tasks run at once, in the caller, so that a test sees what they did.
"""

import os
import tempfile
import uuid
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import env
from config.settings.logs import structured_logging
from config.settings.servers import complete
from core.servers import addresses

# The name is chosen here and nothing is started: the fixtures start servers at this place when needed. Where several
# processes share the tests (pytest-xdist), each has a place and servers of its own; so have the programs it starts.
_run = os.environ.setdefault(
    "CLAIMDESK_TEST_RUN", str(Path(tempfile.gettempdir()) / f"claimdesk-test-{uuid.uuid4().hex[:10]}")
)
TEST_RUN_DIR = Path(f"{_run}{os.environ.get('PYTEST_XDIST_WORKER', '')}")
_expected = addresses.expected(TEST_RUN_DIR)

if not env.str("DATABASE_URL", ""):
    DATABASES = {"default": complete(_expected.database)}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if not env.str("REDIS_URL", ""):
    CELERY_BROKER_URL = _expected.broker
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
COUNTS_URL = env.str("REDIS_URL", "") or _expected.cache
# A fast machine asks more in a minute than a consumer may: the tests of the limits set their own.
LIMIT_RATE_ADDRESS = LIMIT_RATE_TOKEN = 1_000_000
MEDIA_ROOT = TEST_RUN_DIR / "media"
LEDGER_DIR = str(TEST_RUN_DIR / "ledger")
SECRET_KEY = "only for tests: nothing of value is signed with it"
PUBLIC_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # files are served from where they are written; nothing is collected
WHITENOISE_AUTOREFRESH = False
LOGGING = structured_logging(readable=True, level="WARNING")
