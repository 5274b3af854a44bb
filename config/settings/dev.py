"""Development and `make run`: readable logs, a key made on first use, embedded servers.

DEBUG stays off unless asked for (`DEBUG=1 make run`), so that what you see is what production shows.
"""

from config.settings.base import *  # noqa: F403
from config.settings.base import VAR_DIR, env
from config.settings.logs import structured_logging
from config.settings.secrets import kept_secret

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret(VAR_DIR / "secret_key")
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # files are served from where they are written; nothing is collected
WHITENOISE_AUTOREFRESH = DEBUG
LOGGING = structured_logging(readable=True)
