"""The availability endpoint: what the app asks before it lets a guest book."""

from datetime import datetime
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from dealerships.doorways import UnknownDoorway, dealership_behind
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from fleet.domain.commitments import TooLong
from integrations.lexus_app.admission import MINUTE
from integrations.lexus_app.bookable import next_opening, offers
from integrations.lexus_app.connections import TOKEN
from integrations.lexus_app.fields import Fault, Fields
from integrations.lexus_app.models import Connection
from integrations.lexus_app.parsing import Faulty
from kernel.period import Period


@csrf_exempt
@login_not_required
@require_GET
def availability(request: HttpRequest) -> HttpResponse:
    """``?pickup_at=…&dropoff_at=…`` with the connection's bearer token (docs/lexus-app.md)."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    try:
        dealership = dealership_behind(kind=TOKEN, key=token.strip() if scheme.lower() == "bearer" else "")
        with as_dealership(dealership):
            note_use(dealership, at=timezone.now())
            return JsonResponse(offered(dealership, period_asked(request), at=timezone.now()))
    except UnknownDoorway:
        headers = {"WWW-Authenticate": "Bearer"}
        return JsonResponse({"error": "token"}, status=HTTPStatus.UNAUTHORIZED, headers=headers)
    except Faulty as faulty:
        errors = [{"field": fault.field, "message": fault.message} for fault in faulty.faults]
        return JsonResponse({"errors": errors}, status=HTTPStatus.BAD_REQUEST)


def note_use(dealership: Dealership, *, at: datetime) -> None:
    """Remember when the token was last used, to the minute."""
    stale = Q(token_used_at__isnull=True) | Q(token_used_at__lt=at - MINUTE)
    Connection.objects.filter(stale, dealership=dealership).update(token_used_at=at)


def period_asked(request: HttpRequest) -> Period:
    """
    The period in the query; a plus sign that arrived as a blank is one again.

    :raises Faulty: it is none
    """
    query = Fields({name: value.strip().replace(" ", "+") for name, value in request.GET.dict().items()}, "")
    pickup_at, dropoff_at = query.instant("pickup_at", required=True), query.instant("dropoff_at", required=True)
    if pickup_at and dropoff_at and dropoff_at <= pickup_at:
        query.fault("dropoff_at", "This field must be after pickup_at.")
    if query.faults or pickup_at is None or dropoff_at is None:
        raise Faulty(query.faults)
    return Period(pickup_at, dropoff_at)


def offered(dealership: Dealership, period: Period, *, at: datetime) -> dict[str, object]:
    """
    The answer of the endpoint.

    :raises Faulty: the period is longer than any loan may be
    """
    opening = next_opening(dealership=dealership, period=period)
    if opening is not None:
        return {"bookable": False, "next_opening": dealership.local(opening).isoformat(), "categories": []}
    try:
        found = offers(dealership=dealership, period=period, at=at)
    except TooLong as reason:
        raise Faulty([Fault(field="dropoff_at", message=str(reason))]) from reason
    categories = [{"category": each.category, "models": each.models, "available": each.available} for each in found]
    return {"bookable": bool(categories), "categories": categories}
