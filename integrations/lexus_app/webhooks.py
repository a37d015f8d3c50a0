"""The endpoint of the Lexus App: check, keep, answer. What a message asks for is done by a worker, never here."""

import logging
from datetime import datetime, timedelta
from http import HTTPStatus
from json import dumps
from math import ceil
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dealerships.doorways import UnknownDoorway
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from integrations.lexus_app import keeping, usual
from integrations.lexus_app.admission import Delivery, Standing, dealership_at, note_use, standing_of
from integrations.lexus_app.keeping import AnotherDealership
from integrations.lexus_app.parsing import Faulty
from integrations.lexus_app.rates import TooMany, note_arrival, refuse_flood
from integrations.lexus_app.signature import HEADERS, NotSigned, signed_by

logger = logging.getLogger(__name__)
LARGEST = 256 * 1024
SOON = timedelta(seconds=5)
CHUNKED = "chunked"
SIGNATURE = {name: f"HTTP_{name.upper().replace('-', '_')}" for name in HEADERS}


class TooLarge(Exception):
    """The body came without its length, and is larger than a message may be."""


@csrf_exempt
@login_not_required
@transaction.non_atomic_requests
@require_POST
def receive(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a message of the app; the statuses and their order are those of docs/lexus-app.md."""
    if length(request) > LARGEST:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if request.content_type != "application/json":
        return HttpResponse(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    try:
        return admitted(request, public_id, at=timezone.now())
    except TooLarge:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except (NotSigned, UnknownDoorway):
        return answer(HTTPStatus.UNAUTHORIZED, {"error": "signature"})
    except Exception:
        # The outermost edge: whatever is our own fault, the app shall send the message again.
        logger.exception("a message of the Lexus App could not be kept")
        return later(HTTPStatus.SERVICE_UNAVAILABLE, SOON)


def signature_headers(request: HttpRequest) -> dict[str, str]:
    """The headers of the specification, without making all others of the request readable."""
    return {name: request.META[key] for name, key in SIGNATURE.items() if key in request.META}


def length(request: HttpRequest) -> int:
    """How long the body says it is."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if str(told).isdecimal() else 0


def body_of(request: HttpRequest) -> bytes:
    """
    The body; one that comes in chunks tells no length, and Django would take it for none.

    :raises TooLarge: such a one does not end where a message has to
    """
    chunked = request.META.get("HTTP_TRANSFER_ENCODING", "").lower() == CHUNKED
    if not chunked or not request.META.get("wsgi.input_terminated"):
        return request.body
    body: bytes = request.META["wsgi.input"].read(LARGEST + 1)
    if len(body) > LARGEST:
        raise TooLarge
    return body


def admitted(request: HttpRequest, public_id: str, *, at: datetime) -> HttpResponse:
    """
    Keep the message in a transaction of the dealership; when the same one is just being kept, look again.

    :raises TooLarge: it is no message
    :raises UnknownDoorway: no connection has this id
    :raises NotSigned: the signature is missing, wrong or too old
    """
    delivery = Delivery(webhook_id=request.META.get(SIGNATURE["webhook-id"], ""), body=body_of(request), at=at)
    if usual.keep_at_once(signature_headers(request), delivery, public_id):
        return accepted(delivery)
    dealership = dealership_at(public_id)
    try:
        return kept(request, delivery, dealership=dealership, public_id=public_id)
    except IntegrityError:
        return kept(request, delivery, dealership=dealership, public_id=public_id)


def kept(request: HttpRequest, delivery: Delivery, *, dealership: Dealership, public_id: str) -> HttpResponse:
    """
    The answer to a message, committed before it is given.

    :raises UnknownDoorway: no connection has this id
    :raises NotSigned: the signature is missing, wrong or too old
    """
    with as_dealership(dealership):
        standing = standing_of(dealership, public_id, delivery)
        secret_id = signed_by(signature_headers(request), delivery.body, secrets=standing.secrets, at=delivery.at)
        note_use(dealership, standing, secret_id, at=delivery.at)
        try:
            refuse_flood(standing, dealership_id=dealership.pk, at=delivery.at)
        except TooMany as flood:
            return later(HTTPStatus.TOO_MANY_REQUESTS, flood.after)
        response = judged(delivery, standing, dealership=dealership)
    if response.status_code == HTTPStatus.ACCEPTED:
        usual.remember(public_id, dealership, standing)
    return response


def judged(delivery: Delivery, standing: Standing, *, dealership: Dealership) -> HttpResponse:
    """What becomes of a message that the app truly sent; what is not stored is counted for the rate."""
    try:
        if standing.known_digest is None:
            keeping.keep(delivery, dealership=dealership, connection_id=standing.connection_id)
            return accepted(delivery)
        refusal = known_before(delivery, standing, dealership=dealership)
    except Faulty as faulty:
        keeping.count_refused(dealership, standing.connection_id)
        faults = [{"field": fault.field, "message": fault.message} for fault in faulty.faults]
        refusal = answer(HTTPStatus.BAD_REQUEST, {"errors": faults})
    except AnotherDealership:
        refusal = answer(HTTPStatus.NOT_FOUND, {"error": "dealer_code"})
    note_arrival(
        dealership_id=dealership.pk, connection_id=standing.connection_id, window=standing.window, at=delivery.at
    )
    return refusal


def accepted(delivery: Delivery) -> HttpResponse:
    """Stored; a worker does the rest."""
    return answer(HTTPStatus.ACCEPTED, {"id": delivery.webhook_id, "status": "accepted"})


def known_before(delivery: Delivery, standing: Standing, *, dealership: Dealership) -> HttpResponse:
    """The same message again, or another one under its id."""
    if standing.known_digest == keeping.digest(dealership, delivery.body):
        return answer(HTTPStatus.OK, {"id": delivery.webhook_id, "status": "duplicate"})
    return answer(HTTPStatus.CONFLICT, {"error": "webhook-id reused"})


def answer(status: HTTPStatus, body: dict[str, Any]) -> HttpResponse:
    """A status with its JSON."""
    return HttpResponse(dumps(body), status=status, content_type="application/json")


def later(status: HTTPStatus, after: timedelta) -> HttpResponse:
    """A status that says when to come back."""
    return HttpResponse(status=status, headers={"Retry-After": str(ceil(after.total_seconds()))})
