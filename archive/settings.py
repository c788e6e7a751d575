"""Settings, read from ``ARCHIVE_*`` variables. The defaults suit a laptop: one person, one machine, no TLS.

Every variable is described in the README; a test holds the two together.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

# Everything the archive keeps (database, index, secret key, collected static files) lies in this folder.
ARCHIVE_HOME = Path(os.environ.get("ARCHIVE_HOME", BASE_DIR / "var")).resolve()
try:
    ARCHIVE_HOME.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise SystemExit(
        f"The archive's folder {ARCHIVE_HOME} cannot be made ({error.strerror}); name another in ARCHIVE_HOME"
    ) from None


def _is_on(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def _rates(text: str) -> dict[str, int]:
    """Return the rates of a text like "search=120, upload=60"; "off" counts nothing."""
    parts = [] if text.strip().lower() == "off" else text.split(",")
    try:
        return {name.strip(): int(number) for name, number in (part.split("=") for part in parts)}
    except ValueError:
        raise SystemExit(
            f'ARCHIVE_RATES is {text!r}; write it like "search=120, upload=60" or "off"'
        ) from None


def _database(url: str) -> dict[str, Any]:
    """Return what Django must know of the database: a file in the archive's folder, or the PostgreSQL of an address."""
    if not url:
        # WAL, IMMEDIATE and the time-out together: four writers and four readers at once never met "database is
        # locked"; with Django's defaults they met it every few milliseconds. FULL: what was acknowledged outlives a
        # power cut, for some milliseconds a commit.
        pragmas = "journal_mode=WAL", "synchronous=FULL", "cache_size=-20000"
        options = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": " ".join(f"PRAGMA {pragma};" for pragma in pragmas),
        }
        path = ARCHIVE_HOME / "archive.sqlite3"
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": options}
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        raise SystemExit("ARCHIVE_DATABASE_URL must be like postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        # A connection is kept between requests, and looked at before each: the server may have been restarted.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _secret_key() -> str:
    """Return the key given, or the one this archive made for itself on its first start."""
    given = os.environ.get("ARCHIVE_SECRET_KEY")
    if given:
        return given
    path = ARCHIVE_HOME / "secret_key"
    if not path.exists():
        fresh = path.with_name(f"secret_key.{os.getpid()}")
        fresh.touch(mode=0o600)
        with fresh.open("w") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())  # a power cut must not leave an empty one
        try:
            # A link fails where the name is taken, so of two first starts at once one key wins whole.
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = _is_on("ARCHIVE_DEBUG")
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("ARCHIVE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
    if host.strip()
]

# Behind TLS (ARCHIVE_TLS=1) cookies and redirects turn strict; on a laptop's plain HTTP they would lock people out.
ARCHIVE_TLS = _is_on("ARCHIVE_TLS")
SECURE_SSL_REDIRECT = ARCHIVE_TLS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ARCHIVE_TLS
SECURE_HSTS_SECONDS = 31_536_000 if ARCHIVE_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ARCHIVE_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ARCHIVE_TLS else None
# The one address whose word on a client's address and scheme is taken.
ARCHIVE_PROXY = os.environ.get("ARCHIVE_PROXY", "127.0.0.1") if ARCHIVE_TLS else ""
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if ARCHIVE_TLS else []
if ARCHIVE_TLS:
    # A browser takes a cookie of this name only from this very host, over TLS and for all of it.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "haystack",
    "archive",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Whitenoise sends its files compressed already. The tokens in a page are masked anew each time, and Django pads
    # what it compresses, so that lengths tell nothing of them.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "archive.views.headers.add_isolation_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.views.rates.RateMiddleware",
]

# Who may read: everybody ("open"), or whoever has signed in ("members").
ARCHIVE_READING = os.environ.get("ARCHIVE_READING", "open")
if ARCHIVE_READING not in {"open", "members"}:
    raise SystemExit(f"ARCHIVE_READING is {ARCHIVE_READING!r}; write open or members")
if ARCHIVE_READING == "members":
    MIDDLEWARE.append("django.contrib.auth.middleware.LoginRequiredMiddleware")

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            # Counts of reports have their thousands apart (intcomma); page and report numbers have not.
            "builtins": ["django.contrib.humanize.templatetags.humanize"],
        },
    }
]

DATABASES = {"default": _database(os.environ.get("ARCHIVE_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "archive.search.backend.ArchiveEngine",
        "PATH": str(ARCHIVE_HOME / "index"),
        # A search that fails must say so; Haystack's default is to answer with nothing.
        "SILENTLY_FAIL": False,
    }
}

# How often one client may ask in a minute, by what it asks for; what is not named is not counted.
ARCHIVE_RATES = _rates(
    os.environ.get("ARCHIVE_RATES", "search=120, export=20, api=120, upload=60, sign_in=10, page=600")
)

# One file may be so large, and one submission may carry so many.
ARCHIVE_MAX_FILES = 1_000
# Large submissions are read by a process beside the server; tests read them themselves.
ARCHIVE_BACKGROUND = True
# A file field that stays empty is counted, too.
DATA_UPLOAD_MAX_NUMBER_FILES = ARCHIVE_MAX_FILES + 2
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "search"
LOGOUT_REDIRECT_URL = "search"

# Letters are printed where the command that sends them runs, unless a mail server is named (host or host:port).
_SMTP_HOST, _, _SMTP_PORT = os.environ.get("ARCHIVE_SMTP", "").partition(":")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _SMTP_HOST else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _SMTP_HOST, int(_SMTP_PORT or 25)
DEFAULT_FROM_EMAIL = os.environ.get("ARCHIVE_MAIL_FROM", "parallax@localhost")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "UTC"
USE_I18N = True
FORMAT_MODULE_PATH = ["archive.formats"]
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = ARCHIVE_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MESSAGE_TAGS = {message_levels.ERROR: "error"}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # It calls every file without an article in it an error; the desk says so itself, by the file's name.
    # Waitress reports each request that waits for a thread, which at any load is most of them.
    "loggers": {"trafilatura": {"level": "CRITICAL"}, "waitress.queue": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ARCHIVE_LOG_LEVEL", "WARNING")},
}
