"""Settings: everything comes from the environment (``NGHISU_…``), with the embedded size as the default."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env
from core.visitor import networks

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA", str(BASE_DIR / "var"))).resolve()
SIZE = env.text("SIZE", "embedded")
DEMO = env.flag("DEMO")
DEBUG = env.flag("DEBUG")
REDIS_URL = os.environ.get("REDIS_URL", "")
REDIS_PREFIX = env.text("REDIS_PREFIX", "nghisu")
SECRET_KEY = env.secret_key(env.text("SECRET_KEY"), DATA_DIR)
ALLOWED_HOSTS = [h for h in env.text("ALLOWED_HOSTS").split(",") if h] or [
    "127.0.0.1",
    "localhost",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [o for o in env.text("TRUSTED_ORIGINS").split(",") if o]
SECURE_COOKIES = env.flag("HTTPS")

INSTALLED_APPS = [
    "daphne",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "guardian",
    "core",
    "realtime",
    "journal",
    "people",
    "notices",
    "documents",
    "meetings",
    "tasks",
    "signing",
    "opinions",
    "registry",
    "office",
]

PROXIES = networks(env.text("PROXIES"))  # whose X-Forwarded-For and -Proto are believed
MIDDLEWARE = [
    "core.middleware.RequestId",
    "core.middleware.Visitor",
    "django.middleware.security.SecurityMiddleware",
    "core.packed.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.PersonLanguage",
    "core.middleware.Personal",
    "people.middleware.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.Refusals",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
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
                "people.frame.frame",
            ],
        },
    },
]

DATABASES = {"default": env.database(os.environ.get("DATABASE_URL", ""), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None}]},
        }
    }
    _redis = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
    CACHES = {"default": _redis, "reports": _redis}
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    # The limits on guessing are counted here. Full, this cache throws a third out: with its usual 300 entries a stranger's
    # 300 invented names would wipe the counts of wrong PINs and passwords; 100 000 (31 MB) nobody invents in time.
    # Reports carry pictures, and anybody may ask for one: they lie apart, and few.
    _here = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    CACHES = {
        "default": _here | {"LOCATION": "default", "OPTIONS": {"MAX_ENTRIES": 100_000}},
        "reports": _here | {"LOCATION": "reports", "OPTIONS": {"MAX_ENTRIES": 300}},
    }

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: nobody is nobody, not a row
GUARDIAN_RAISE_403 = False
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "office:desk"
LOGOUT_REDIRECT_URL = "people:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("vendor", BASE_DIR / "vendor")]
PACKED_DIR = DATA_DIR / "packed"  # static files, gzip'd; made anew when they are missing
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 60 if DEMO or DEBUG else 3600
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json", ".mjs": "text/javascript"}
TOWN = env.text("TOWN", "Sông Hà")  # the place in "…, ngày … tháng … năm …"
FILES_DIR = DATA_DIR / "files"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
INDEPENDENT_LAN = env.flag(
    "INDEPENDENT_LAN"
)  # declared apart from every other network: state secrets may be written
PAPER_MAX_BYTES = 100 * 1024 * 1024

globals().update(env.mail(env.text("MAIL")))
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "nghisu@localhost")
SITE_URL_FIXED = bool(env.text("SITE_URL"))  # else it follows the address that is served
SITE_URL = env.text("SITE_URL") or env.last_address(DATA_DIR)  # in mails, QR codes
PUSH = env.flag(
    "PUSH"
)  # web pushes: the server must reach Apple's, Google's and Mozilla's services
OUTGOING_HOSTS = [
    h for h in env.text("OUTGOING_HOSTS").split(",") if h
]  # private hosts we may call
PKCS11_LIBRARIES = dict(  # drivers of tokens at this server: NGHISU_PKCS11=name=/path/lib.so,…
    pair.split("=", 1) for pair in env.text("PKCS11").split(",") if "=" in pair
)
PKCS11_TOKENS = [  # tokens whose keys people may register: NGHISU_TOKENS=name/label,…
    one for one in env.text("TOKENS").split(",") if one.count("/") == 1
]
CSC_SERVICES = env.table("CSC")  # remote signing: {"name": {"url", "client_id", "client_secret"}}
AGENT_URL = env.text("AGENT", "wss://127.0.0.1:8987/")  # the program at the clerk's machine
EXCHANGE_FOLDER = env.text(
    "EXCHANGE_FOLDER"
)  # edXML by files: <folder>/<organisation code>/*.edxml
EXCHANGE_URL = env.text("EXCHANGE_URL")  # edXML by HTTP: an adapter of the exchange (LGSP)
TSA_URL = env.text("TSA")  # a timestamp authority (RFC 3161); empty: signatures without one
SIGNING_LEVEL = env.text(
    "SIGNING_LEVEL"
)  # B-B, B-T, B-LT, B-LTA; empty: B-LTA with a TSA, else B-B
SIGNING_WITHOUT_TSA = env.text(
    "SIGNING_WITHOUT_TSA", "refuse"
)  # or later: B-B now, a job raises it

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "core.untrusted.untrusted"
if SECURE_COOKIES:  # TLS ends at a proxy in front of us, which must set this header itself
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000 if SECURE_COOKIES else 0
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, "'wasm-unsafe-eval'"],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF, AGENT_URL],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG", "WARNING")},
    "loggers": {
        "pyhanko": {"level": "ERROR"},
        "pyhanko_certvalidator": {"level": "ERROR"},
        "django.channels.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
