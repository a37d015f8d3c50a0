"""
The processor's webhooks: check the signature, keep the event, answer; a worker reads the object anew.

What an event says is never believed, for events come late, twice and in the wrong order: it only tells where to look.
"""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dealerships.models import Dealership
from dealerships.services.effects import schedule
from dealerships.tenancy import as_dealership
from integrations.stripe.client import is_genuine
from integrations.stripe.doorways import dealership_of
from integrations.stripe.models import ProcessorEvent

logger = logging.getLogger(__name__)
MOST_BYTES = 1_000_000


class NotAnEvent(Exception):
    """Signed, but not of a shape that we know."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Something happened to an object of an account."""

    event_id: str
    type: str
    account: str
    reference: str
    live: bool


@csrf_exempt
@login_not_required
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take in an event; one that is nobody's here, or is known, is answered like any other."""
    signature = request.headers.get("Stripe-Signature", "")
    if len(request.body) > MOST_BYTES or not is_genuine(request.body, signature):
        return HttpResponseBadRequest("The signature is not right.")
    try:
        told = parsed(request.body)
    except NotAnEvent as reason:
        return HttpResponseBadRequest(str(reason))
    dealership = dealership_of(told.account)
    if dealership is None or told.live != has_live_key():
        logger.info("an event of %s is nobody's here", told.account or "no account")
        return HttpResponse("Nobody's here.")
    with as_dealership(dealership):
        keep(told, dealership=dealership, at=timezone.now())
    return HttpResponse("Kept.")


def parsed(body: bytes) -> Told:
    """
    :raises NotAnEvent: it is not of the published shape
    """
    try:
        event = json.loads(body)
        thing = event["data"]["object"]
        return Told(
            event_id=str(event["id"])[:80],
            type=str(event["type"])[:80],
            account=str(event.get("account", "")),
            reference=reference_of(thing)[:80],
            live=bool(event.get("livemode")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as reason:
        raise NotAnEvent("This is not an event.") from reason


def reference_of(thing: dict[str, Any]) -> str:
    """What to read anew: a charge or a dispute is read through its payment intent."""
    if thing["object"] in {"charge", "dispute"}:
        return str(thing.get("payment_intent") or "")
    return str(thing["id"])


def has_live_key() -> bool:
    """Whether real money moves: events of the other world are not for us."""
    return settings.STRIPE_API_KEY.startswith(("sk_live_", "rk_live_"))


@transaction.atomic
def keep(told: Told, *, dealership: Dealership, at: datetime) -> None:
    """Keep the event and ask for a look at its object; the same event again changes nothing."""
    _, new = ProcessorEvent.objects.get_or_create(
        dealership=dealership,
        event_id=told.event_id,
        defaults={"type": told.type, "reference": told.reference, "received_at": at},
    )
    if not new or not told.reference:
        return
    schedule(
        dealership=dealership,
        kind=settings.CARD_LOOK_UP,
        key=f"processor_event:{told.event_id}",
        payload={"reference": told.reference, "account": told.account},
        due_at=at,
        at=at,
    )
