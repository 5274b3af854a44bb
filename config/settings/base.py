"""Settings shared by development, tests and production. Anything that differs comes from the environment."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ

from config.settings.limits import *  # noqa: F403
from config.settings.limits import (
    LIMIT_FORM_FIELDS,
    LIMIT_LOGIN_FAILURES,
    LIMIT_LOGIN_WAIT_SECONDS,
    LIMIT_REQUEST_BYTES,
)
from config.settings.logs import structured_logging
from config.settings.servers import broker_url, cache_settings, database_settings
from config.settings.worker import *  # noqa: F403

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("CLAIMDESK_VAR", str(BASE_DIR / "var")))
VERSION = "0.1.0"

DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# The one host in every absolute address we print: never taken from a request.
DESK_NAME: str = env.str("DESK_NAME", "Claimdesk")
PUBLIC_URL: str = env.str("PUBLIC_URL", "http://127.0.0.1:8000")
# Address of the licence under which others may take the ClaimReview markup; it stands in each of them.
CONTENT_LICENCE: str = env.str("CONTENT_LICENCE", "")
ADMINS: list[tuple[str, str]] = []

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_htmx",
    "pgtrigger",
    "axes",
    "csp",
    "django_structlog",
    "core",
    "audit",
    "accounts",
    "sources",
    "claims",
    "reviews",
    "publication",
    "webhooks",
    "desk",
    "api",
    "seeds",
]

MIDDLEWARE = [
    "core.middleware.RefuseControlCharacters",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.ContentSecurityPolicy",
    "core.middleware.NoStoreByDefault",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.request_log.RequestLog",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "core.context_processors.desk",
                "desk.context.person_at_the_desk",
            ],
        },
    },
]

# Data.
DATABASES = {"default": database_settings(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = cache_settings(VAR_DIR)
COUNTS_URL: str = CACHES["default"]["LOCATION"]  # where requests are counted, for their limits
CELERY_BROKER_URL = broker_url(VAR_DIR)
# Checkpoints of the ledger, and their key unless LEDGER_KEY_FILE names one: never in the database.
LEDGER_DIR: str = env.str("LEDGER_DIR", str(VAR_DIR / "ledger"))
LEDGER_KEY_FILE: str = env.str("LEDGER_KEY_FILE", "")
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "media/"
STATIC_URL = "static/"
STATIC_ROOT: Path | None = BASE_DIR / "static-built"
STATICFILES_DIRS = [folder for folder in [BASE_DIR / "static"] if folder.is_dir()]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = LIMIT_REQUEST_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = LIMIT_FORM_FIELDS
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# People.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "accounts.backends.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "desk:sign-in"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
# Together: strangers guessing from elsewhere do not lock the true user out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = LIMIT_LOGIN_FAILURES
AXES_COOLOFF_TIME = timedelta(seconds=LIMIT_LOGIN_WAIT_SECONDS)
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "errors/429.html"

# Mail: answers to readers. Without EMAIL_URL they are printed to the console.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", "desk@localhost")
EMAIL_TIMEOUT = 20

# Languages and time: everything is stored and sent in UTC.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# Doors: nothing inline, nothing from other hosts, no frames.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Networks that may be fetched from although they are not public, as 127.0.0.1/32: for tests and development.
CLAIMDESK_FETCH_ALLOW: list[str] = env.list("CLAIMDESK_FETCH_ALLOW", default=[])
CLAIMDESK_FETCH_ALLOW_IN_PRODUCTION: bool = env.bool("CLAIMDESK_FETCH_ALLOW_IN_PRODUCTION", False)
CLAIMDESK_USER_AGENT: str = env.str("CLAIMDESK_USER_AGENT", "")

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["api.v1.rendering.QuickJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.v1.parsing.StrictJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.v1.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.v1.negotiation.QuickNegotiation",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "EXCEPTION_HANDLER": "api.v1.problems.handle",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Claimdesk",
    "DESCRIPTION": "Verified claims: who said what, who stands where, and what was found.",
    "VERSION": VERSION,
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": ["api.v1.description.say_what_holds_for_all"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

DJANGO_STRUCTLOG_CELERY_ENABLED = True
LOGGING = structured_logging(readable=False)
LOGGING_CONFIG = "logging.config.dictConfig"
