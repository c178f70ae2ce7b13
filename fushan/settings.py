"""Everything that differs between machines comes from the environment; a missing key stops us."""

from base64 import urlsafe_b64decode
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from fushan.kit import look, serving
from fushan.org.reach import forget

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent


def required(name):
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"请设置环境变量 {name}；script/server 会自动生成并保存。")
    return value


LOCAL = env.bool("FUSHAN_LOCAL", False)  # plain http on loopback, where demo data may be served
DEBUG = False
SECRET_KEY = required("SECRET_KEY")
FIELD_KEY = urlsafe_b64decode(required("FIELD_KEY"))  # wraps the keys of persons: keep it safe
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if LOCAL else [])
DATA = Path(env.str("FUSHAN_DATA", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "fushan.audit",
    "fushan.org",
    "fushan.inbox",
    "fushan.desk",
    "cadres",
    "villages",
    "training",
    "petitions",
    "mentors",
    "evaluation",
    "fushan.dashboards",
    "fushan.reports",
    "fushan.reminders",
    "fushan.demo",
    "axes",
    "import_export",
    "pghistory",
    "pgtrigger",
    "fushan.org.site.HouseConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "fushan.org.address.address_middleware",
    "fushan.kit.once.once_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "fushan.desk.policy.content_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "fushan.org.idle.idle_middleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "fushan.org.reach.reach_middleware",
    "fushan.org.idle.first_password_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "fushan.audit.middleware.WhoAndWhere",
    "fushan.desk.refusals.RefusalsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "fushan.urls"
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
                "fushan.dashboards.masthead.masthead",
            ]
        },
    }
]
FORM_RENDERER = "fushan.kit.forms.HouseRenderer"

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 0,
    "OPTIONS": {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 20, "reset": forget},
        # Unset, every trigger rolls back a savepoint: docs/decisions/0004.
        "options": "-c pgtrigger.ignore={}",
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

AUTH_USER_MODEL = "org.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "fushan.org.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "fushan.org.passwords.LongAndMixed"},
]
LOGIN_URL = LOGOUT_REDIRECT_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
IDLE_MINUTES_ADMIN = env.int("IDLE_MINUTES_ADMIN", 15)
IDLE_MINUTES = env.int("IDLE_MINUTES", 8 * 60)
INTERNAL_NETS = serving.networks(env.list("INTERNAL_NETS", default=[]))
# The week's digest outside the app; each way is off until its address is given.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "fushan@localhost")
DIGEST_MAIL_TO = env.list("DIGEST_MAIL_TO", default=[])
DIGEST_WECOM_URL = env.str("DIGEST_WECOM_URL", "")
DIGEST_DINGTALK_URL = env.str("DIGEST_DINGTALK_URL", "")
DIGEST_DINGTALK_SECRET = env.str("DIGEST_DINGTALK_SECRET", "")
AXES_FAILURE_LIMIT = env.int("LOCK_AFTER", 5)
AXES_COOLOFF_TIME = env.int("LOCK_MINUTES", 30) / 60  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # one office's address is not shut out
AXES_LOCKOUT_CALLABLE = "fushan.desk.signing.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "ttf", "woff2", "png", "jpg"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
LOGGING = serving.LOGGING

SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_PROXY_SSL_HEADER = None if LOCAL else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
CONTENT_SECURITY_POLICY = serving.POLICY
UNFOLD = look.UNFOLD
