"""Settings: read from the environment, with defaults that let tools import this without any service."""

import os
from datetime import timedelta
from pathlib import Path

import django_stubs_ext

# Lets Django's fields and views be written with their type parameters.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """The variable's value; empty counts as absent."""
    return os.environ.get(name) or default


def env_flag(name: str, *, default: bool = False) -> bool:
    """1, true, yes and on are true; anything else that is set is false."""
    value = env(name).lower()
    return value in {"1", "true", "yes", "on"} if value else default


def env_list(name: str) -> list[str]:
    """Comma-separated words."""
    return [word.strip() for word in env(name).split(",") if word.strip()]


DEBUG = env_flag("DEBUG")
DEMO = env_flag("DEMO")
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / ".data")))
BASE_URL = env("BASE_URL", f"http://localhost:{env('PORT', '8000')}")
SECURE = BASE_URL.startswith("https://")

# A missing key is a deploy error, which `check --deploy` reports; tools and tests need none of their own.
SECRET_KEY = env("SECRET_KEY", "insecure-" + "only-for-tools-and-tests-" * 3)
FIELD_KEYS = env_list("FIELD_KEYS") or ["dG9vbHMtYW5kLXRlc3RzLW9ubHktMzItYnl0ZXMtMTI="]
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "djmoney",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "drf_spectacular",
    "config",
    "dealerships",
    "customers",
    "billing",
    "programs",
    "fleet",
    "reservations",
    "contracts",
    "desk",
    "integrations.lexus_app",
    "integrations.stripe",
    "integrations.twilio",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.machines.MachinesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dealerships.middleware.DialogMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "dealerships.middleware.DealershipMiddleware",
    "dealerships.sign_in.SecondFactorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "csp.context_processors.nonce",
                "desk.context.desk",
            ],
        },
    },
]

_DATABASE = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": env("DATABASE_NAME", "loanerdesk"),
    "HOST": env("DATABASE_HOST"),
    "PORT": env("DATABASE_PORT"),
    # A connection keeps the plans of its statements; it is tried before each request.
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    # For statements whose values are bound by the server (dealerships/prepared.py): they are planned once a connection.
    "OPTIONS": {"prepare_threshold": 2, "options": "-c plan_cache_mode=force_generic_plan"},
}
# The application's role is neither owner nor superuser; `owner` migrates (house: two rings).
DATABASES = {
    "default": _DATABASE
    | {
        "USER": env("DATABASE_USER", "loanerdesk_app"),
        "PASSWORD": env("DATABASE_PASSWORD"),
        "ATOMIC_REQUESTS": True,
        "TEST": {"MIRROR": "owner"},
    },
    "owner": _DATABASE
    | {
        "USER": env("DATABASE_OWNER_USER", "loanerdesk_owner"),
        "PASSWORD": env("DATABASE_OWNER_PASSWORD"),
        "CONN_MAX_AGE": 0,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Versions of settings are put in order by when they were written, not by when their transaction began.
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
# The rate limits live in the database, so that no page needs the broker.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}}

AUTH_USER_MODEL = "dealerships.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "dealerships.sign_in.Adapter"
ACCOUNT_FORMS = {
    "login": "dealerships.forms.signing_in.LoginForm",
    "reset_password": "dealerships.forms.signing_in.ResetPasswordForm",
    "reset_password_from_key": "dealerships.forms.signing_in.ResetPasswordKeyForm",
    "change_password": "dealerships.forms.signing_in.ChangePasswordForm",
    "reauthenticate": "dealerships.forms.signing_in.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "dealerships.forms.signing_in.AuthenticateForm",
    "reauthenticate": "dealerships.forms.signing_in.ReauthenticateByCodeForm",
    "activate_totp": "dealerships.forms.signing_in.ActivateTOTPForm",
    "add_webauthn": "dealerships.forms.signing_in.AddWebAuthnForm",
    "edit_webauthn": "dealerships.forms.signing_in.EditWebAuthnForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Loanerdesk"
# Accounts are made by invitation to an address; there is nothing left to verify before a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
DEFAULT_CURRENCY = "USD"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = DEMO or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "documents"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO or DEBUG or not SECURE
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^webhooks/", r"^api/"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
# Nothing leaves for other sites; `no-referrer` would make browsers post with `Origin: null`, which CSRF refuses.
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "loanerdesk-session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "loanerdesk-csrf"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
if env_flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        # The card is added on the processor's own page; a form's redirect chain may end there.
        "form-action": ["'self'", "https://checkout.stripe.com", *([env("SANDBOX_ADDRESS")] if DEMO else [])],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["dealerships.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["dealerships.tokens.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.api.parsing.ExactJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "config.api.problems.problem",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Loanerdesk",
    "DESCRIPTION": "A dealership's loaner fleet, from the booking to the paid receipt.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_NAME_OVERRIDES": {
        "ContractStatus": "reservations.domain.lifecycle.CHOICES",
        "VehicleStatus": "fleet.domain.statuses.CHOICES",
    },
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
}

CELERY_BROKER_URL = env("BROKER_URL", "redis://localhost:6379/0")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "health_check_interval": 25,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "tidy": {"task": "dealerships.tidy", "schedule": timedelta(hours=1)},
}

# Who reacts to what, and what stands behind each port: chosen here by dotted path, so that no app imports upwards.
SUBSCRIBERS = "config.facts.SUBSCRIBERS"
CARD_PROCESSOR = "integrations.stripe.payments"
CARD_LOOK_UP = "integrations.stripe.looking_up"
CARD_VAULT = "integrations.stripe.card_setup"
TEXT_SENDER = "integrations.twilio.client.TwilioTextSender"

STRIPE_API_BASE = env("STRIPE_API_BASE", "https://api.stripe.com")
STRIPE_API_KEY = env("STRIPE_API_KEY")
STRIPE_WEBHOOK_SECRET = env("STRIPE_WEBHOOK_SECRET")
TWILIO_API_BASE = env("TWILIO_API_BASE", "https://api.twilio.com")
TWILIO_ACCOUNT_SID = env("TWILIO_ACCOUNT_SID")
TWILIO_AUTH_TOKEN = env("TWILIO_AUTH_TOKEN")
VENDOR_TIMEOUT_SECONDS = 20

EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = VENDOR_TIMEOUT_SECONDS
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "desk@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # The vendors' libraries tell of every call, and with it of phone numbers.
    "loggers": {
        "django.request": {"level": "ERROR"},
        **{name: {"level": "WARNING"} for name in ("stripe", "httpx", "twilio", "weasyprint", "fontTools")},
    },
}
# Where the outside world of a laptop stands; empty on a server.
SANDBOX_ADDRESS = env("SANDBOX_ADDRESS")
