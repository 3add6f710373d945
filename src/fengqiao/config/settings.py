"""All settings of the platform. Every value that an operator may change is a ``FENGQIAO_*`` variable."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from fengqiao.config import env
from fengqiao.config.database import database

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(env.text("VAR", "var", "Folder for the database, stored files and keys")).resolve()
VAR.mkdir(parents=True, exist_ok=True)

DEMO = env.flag("DEMO", True, "Demo mode: invented court, demo gateways, /demo/ pages; papers carry 演示 无效")
DEBUG = False
DEMO_KEY = "demo-key-not-for-production"
SECRET_KEY = env.secret("SECRET_KEY", DEMO_KEY, "Key for sessions and signed links")
FIELD_KEYS = env.secret("FIELD_KEYS", DEMO_KEY, "Keys for encrypted columns, newest first, separated by commas").split(
    ","
)
BASE_URL = env.text("BASE_URL", "http://127.0.0.1:8000", "Public address, used in messages and QR codes").rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]", "Host names that are answered")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
HTTPS = BASE_URL.startswith("https://")
REDIS_URL = env.text("REDIS_URL", "", "Redis address; shortens the way of room events, never needed")
ICE_SERVERS = env.json_list(
    "ICE_SERVERS", "[]", 'STUN and TURN servers for video, as JSON: [{"urls": "stun:host:3478"}]; none in one network'
)
CAUCUS_NOTICE = env.flag("CAUCUS_NOTICE", True, "The joint room says when a private talk begins and ends")
COURT = {
    "name": env.text("COURT_NAME", "枫溪市互联网法庭", "Name of the court"),
    "code": env.text("COURT_CODE", "川0000", "Court code in case numbers (法院代字)"),
    "phone": env.text("HELP_PHONE", "12368", "Telephone of the help line"),
    "site_id": env.text("SITE_ID", "0000000000", "网站标识码 in the footer"),
    "icp": env.text("ICP", "演示ICP备00000000号", "备案号 in the footer"),
}
LEDGER_ORIGIN = env.text("LEDGER_ORIGIN", "fengqiao.demo/ledger", "Name of the log in checkpoints; never changed")
FONT_DIR = env.text("FONT_DIR", "", "Folder with own licensed fonts for papers (仿宋, 小标宋)")
STATUTES = env.text("STATUTES", "", "Folder of the index of statutes that /law/search/ asks (fengqiao similar index)")
SHARED = env.text("SHARED", "", "Folder of the shared test vectors")
MAX_UPLOAD_BYTES = env.number("MAX_UPLOAD_MB", 20, "Largest evidence file in megabytes") * 1024 * 1024
IDENTITY_GATEWAY = env.text("IDENTITY_GATEWAY", "demo", "Identity check adapter")
SMS_GATEWAY = env.text("SMS_GATEWAY", "demo", "Text message adapter")
MAIL_GATEWAY = env.text("MAIL_GATEWAY", "demo", "E-mail adapter")
SMS_URL = env.text("SMS_URL", "", "Text messages: https address that takes one POST a message")
SMS_SECRET = env.secret("SMS_SECRET", "", "Text messages: bearer secret")
IDENTITY_URL = env.text("IDENTITY_URL", "", "Identity check: https address that takes one POST a question")
IDENTITY_SECRET = env.secret("IDENTITY_SECRET", "", "Identity check: bearer secret")
GATEWAY_TIMEOUT = env.number("GATEWAY_TIMEOUT", 5, "Seconds after which a gateway call is given up")
EMAIL_HOST = env.text("MAIL_HOST", "", "E-mail: SMTP server")
EMAIL_PORT = env.number("MAIL_PORT", 465, "E-mail: port of the SMTP server")
EMAIL_HOST_USER = env.text("MAIL_USER", "", "E-mail: user name at the SMTP server")
EMAIL_HOST_PASSWORD = env.secret("MAIL_PASSWORD", "", "E-mail: password at the SMTP server")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = not EMAIL_USE_SSL
EMAIL_TIMEOUT = GATEWAY_TIMEOUT
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "noreply@localhost", "E-mail: sender address")
MESSAGES_A_DAY = env.number(
    "MESSAGES_A_DAY",
    200 if DEMO else 6,
    "Messages to one address about one dispute in a day; papers and invitations always go",
)
CODES_PER_CLIENT = env.number(
    "CODES_PER_CLIENT", 200 if DEMO else 5, "One-time codes that one client address may ask for in an hour"
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    *(
        f"fengqiao.{name}"
        for name in (
            "ledger gateways people files cases documents notices signing evidence delivery rooms "
            "insight negotiation intake mediation confirmation demo commands web api"
        ).split()
    ),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fengqiao.web.assets.Assets",
    "fengqiao.web.compression.PackedPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fengqiao.people.sessions.staff_limits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "fengqiao.web.middleware.private_pages",
    "fengqiao.web.middleware.plain_refusals",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "fengqiao.config.urls"
ASGI_APPLICATION = "fengqiao.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(str(path) for path in PACKAGE.glob("*/templates"))
        + sorted(str(path) for path in PACKAGE.glob("web/*/templates")),
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fengqiao.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "fengqiao.web.templatetags.fengqiao",
            ],
            "libraries": {"fengqiao": "fengqiao.web.templatetags.fengqiao"},
        },
    }
]

DATABASES = {
    "default": database(env.text("DATABASE_URL", f"sqlite:////{VAR / 'fengqiao.sqlite3'}", "Database address"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
FILES_ROOT = VAR / "files"
KEYS_ROOT = VAR / "keys"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "fengqiao.people.backends.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "/login/"
# The eleventh wrong log-in within the hour is answered with 429; the ten before it with the form.
AXES_FAILURE_LIMIT = 11
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_SENSITIVE_PARAMETERS = ["username", "login", "password", "code", "id_number", "phone"]
AXES_USERNAME_CALLABLE = "fengqiao.people.backends.attempt_name"
AXES_CLIENT_IP_CALLABLE = "fengqiao.people.clients.client_address"
AXES_LOCKOUT_CALLABLE = "fengqiao.web.people.staff.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "lang"
LOCALE_PATHS = sorted(str(path) for path in PACKAGE.glob("web/*/locale"))
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["fengqiao.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(FILES_ROOT)}},
    "staticfiles": {"BACKEND": "fengqiao.web.assets.HashedAssets"},
}
WHITENOISE_USE_FINDERS = True

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fengqiao.web.shell.views.csrf_failed"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31536000 if HTTPS and not DEMO else 0
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = env.flag("BEHIND_PROXY", False, "Trust X-Forwarded-Proto and the last X-Forwarded-For of a proxy")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
LOCAL_LAW = env.local_law("LOCAL_LAW", "TOML file of the figures that the province or the court sets (docs/law.md)")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "fengqiao.config.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING", "Least level that is logged")},
}

for name, meaning in {
    "PORT": "Port that serve and demo listen on",
    "HOST": "Address that serve and demo listen on",
    "LAN": "Demo over https for phones in the same network",
    "TEST_DATABASE_URL": "PostgreSQL address for the tests that need one",
}.items():
    env.KNOWN[f"FENGQIAO_{name}"] = meaning
KNOWN_SETTINGS = env.KNOWN
"""Name and meaning of every ``FENGQIAO_*`` variable; ``fengqiao doctor`` and the docs read it."""
if "PYTEST_CURRENT_TEST" not in os.environ:
    env.refuse_unknown()
