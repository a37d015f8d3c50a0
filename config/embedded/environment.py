"""What an installation on a laptop tells its processes: the variables `config/settings.py` reads."""

from collections.abc import Mapping
from pathlib import Path

from config.embedded import postgres
from config.embedded.keys import Keys
from config.embedded.provision import Access

DATABASE = "loanerdesk"
OWNER = "loanerdesk_owner"
APPLICATION = "loanerdesk_app"


def access(keys: Keys) -> Access:
    """The two roles of an embedded database."""
    return Access(
        database=DATABASE,
        owner=OWNER,
        owner_password=keys.owner_password,
        application=APPLICATION,
        application_password=keys.application_password,
    )


def database_variables(keys: Keys, *, sockets: Path) -> Mapping[str, str]:
    """How the application and its migrations reach an embedded PostgreSQL."""
    return {
        "DATABASE_HOST": str(sockets),
        "DATABASE_PORT": str(postgres.PORT),
        "DATABASE_NAME": DATABASE,
        "DATABASE_USER": APPLICATION,
        "DATABASE_PASSWORD": keys.application_password,
        "DATABASE_OWNER_USER": OWNER,
        "DATABASE_OWNER_PASSWORD": keys.owner_password,
    }


def broker_variables(socket: Path) -> Mapping[str, str]:
    """How producers and workers reach an embedded Valkey."""
    return {"BROKER_URL": f"redis+socket://{socket}"}


def key_variables(keys: Keys) -> Mapping[str, str]:
    """The application's own secrets, and those it shares with the sandbox."""
    return {
        "SECRET_KEY": keys.secret_key,
        "FIELD_KEYS": keys.field_keys,
        "STRIPE_API_KEY": keys.stripe_api_key,
        "STRIPE_WEBHOOK_SECRET": keys.stripe_webhook_secret,
        "TWILIO_ACCOUNT_SID": keys.twilio_account_sid,
        "TWILIO_AUTH_TOKEN": keys.twilio_auth_token,
    }
