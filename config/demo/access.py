"""How to reach the demo: the connections of each store, and the file of mode 600 that tells scripts and the sandbox."""

import json
import os
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from config.demo.people import LOGINS, PASSWORD
from dealerships.domain.actor import Actor
from dealerships.domain.scopes import EVERY_SCOPE
from dealerships.models import Dealership
from dealerships.services.tokens import create_token
from dealerships.tenancy import as_dealership
from integrations.lexus_app.models import Connection
from integrations.lexus_app.services.setting_up import create_connection, set_endpoint
from integrations.stripe import doorways as stripe_doorways
from integrations.twilio import doorways as twilio_doorways

FILE = "demo.json"


def connect(dealership: Dealership, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Open the store's doorways (the Lexus App, the card processor, texts, the API) and tell what stands behind them."""
    with as_dealership(dealership):
        lexus_app = create_connection(dealership=dealership, endpoint=partner_of(dealership), by=by, at=at)
        stripe_doorways.open_doorway(dealership)
        twilio_doorways.open_doorway(dealership)
        api = create_token(dealership=dealership, name="Demo scripts", scopes=EVERY_SCOPE, by=by, at=at)
    return {
        "slug": dealership.slug,
        "name": dealership.name,
        "dealer_code": dealership.dealer_code,
        "time_zone": dealership.time_zone,
        "lexus_app": {
            "webhook_url": f"{settings.BASE_URL}/webhooks/lexus-app/{lexus_app.connection.public_id}/",
            "signing_secret": lexus_app.signing_secret,
            "outbound_secret": lexus_app.outbound_secret,
            "availability_url": f"{settings.BASE_URL}/api/v1/partners/lexus-app/availability",
            "availability_token": lexus_app.token,
        },
        "api_token": api.secret,
        "stripe": {"account": dealership.processor_account},
        "texts": {
            "from": dealership.text_sender,
            "inbound_url": twilio_doorways.inbound_address(dealership),
        },
    }


def partner_of(dealership: Dealership) -> str:
    """Where the sandbox's Lexus App is told."""
    return f"{settings.SANDBOX_ADDRESS}/lexus-app/events/{dealership.dealer_code}"


def follow(dealership: Dealership, *, by: Actor, at: datetime) -> None:
    """Tell a store where the sandbox is now; an endpoint of somebody else's, or none, stays."""
    wanted = partner_of(dealership)
    with as_dealership(dealership):
        known = Connection.objects.filter(dealership=dealership).values_list("endpoint", flat=True).first() or ""
        if known != wanted and _without_port(known) == _without_port(wanted):
            set_endpoint(dealership=dealership, endpoint=wanted, by=by, at=at)


def _without_port(address: str) -> tuple[str | None, str]:
    parts = urlsplit(address)
    return parts.hostname, parts.path


def write(connections: list[dict[str, Any]]) -> None:
    """Write the file; only its owner can read it."""
    path = settings.DATA_DIR / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(described(connections), file, indent=1)
    fresh.replace(path)


def described(connections: list[dict[str, Any]]) -> dict[str, Any]:
    """Addresses, logins, connections and the keys of the sandbox."""
    outside = settings.SANDBOX_ADDRESS
    return {
        "address": settings.BASE_URL,
        "logins": [login.__dict__ | {"password": PASSWORD} for login in LOGINS],
        "dealerships": connections,
        "stripe": {
            "api_key": settings.STRIPE_API_KEY,
            "webhook_url": f"{settings.BASE_URL}/webhooks/stripe/",
            "webhook_secret": settings.STRIPE_WEBHOOK_SECRET,
        },
        "twilio": {"account_sid": settings.TWILIO_ACCOUNT_SID, "auth_token": settings.TWILIO_AUTH_TOKEN},
        "sandbox": {
            "address": outside,
            "lexus_app": f"{outside}/lexus-app/",
            "stripe": settings.STRIPE_API_BASE,
            "twilio": settings.TWILIO_API_BASE,
        },
    }
