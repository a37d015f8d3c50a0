"""The log on the page and as a file, and one message of either direction."""

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.models import Dealership
from dealerships.permits import actor, needs, refuse
from dealerships.services.effects import UnableToTryAgain
from desk.views.lists import MOST_ROWS_IN_A_FILE, as_csv
from integrations.lexus_app import queries, services
from integrations.lexus_app.models import OutboundMessage
from integrations.lexus_app.queries.log import DIRECTIONS, RESULTS, TYPES, Failing, Line

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

COLUMNS = ("Time", "Direction", "Type", "Reservation", "Result", "Next attempt")
LAST_PAGE = 40


def log_context(request: "StaffRequest", failing: Failing) -> dict[str, Any]:
    """What the log on the settings page shows."""
    number, wanted = page_number(request), wanted_of(request)
    lines, older = queries.log(dealership=request.dealership, wanted=wanted, failing=failing, page=number)
    return {
        "lines": lines,
        "wanted": wanted,
        "directions": DIRECTIONS.items(),
        "types": TYPES,
        "results": RESULTS.items(),
        "failed_count": len(failing),
        "older": number + 1 if older else None,
        "newer": number - 1,
    }


@require_GET
@needs(Permission.ADMIN)
def messages_csv(request: "StaffRequest") -> HttpResponse:
    """The log, as narrowed on the page, for a spreadsheet."""
    dealership, wanted = request.dealership, wanted_of(request)
    failing = queries.failing_among(queries.troubled(dealership=dealership))
    lines = queries.newest(dealership=dealership, wanted=wanted, failing=failing, most=MOST_ROWS_IN_A_FILE)
    return as_csv("lexus-app-messages", COLUMNS, (row_of(line, dealership) for line in lines))


def row_of(line: Line, dealership: Dealership) -> tuple[str, ...]:
    """A line as cells; times on the dealership's clock."""
    due_at = dealership.local(line.due_at).isoformat(timespec="seconds") if line.due_at else ""
    direction = "sent" if line.sent else "received"
    at = dealership.local(line.at).isoformat(timespec="seconds")
    return at, direction, line.type, line.reservation_id, line.result, due_at


@require_GET
@never_cache
@needs(Permission.ADMIN)
def sent(request: "StaffRequest", sent: int) -> HttpResponse:
    """A message to the partner: what it says, and every attempt."""
    dealership = request.dealership
    message = get_object_or_404(OutboundMessage, dealership=dealership, pk=sent)
    delivery = queries.deliveries_of(dealership, [message]).get(message.pk)
    context = {
        "section": "settings",
        "message": message,
        "body": json.dumps(json.loads(message.body), indent=2, ensure_ascii=False),
        "line": queries.sent_line(message, delivery),
        "reason": delivery.reason if delivery else "",
        "tries": message.tries.order_by("-pk")[:50],
        "crumbs": crumbs(request),
    }
    return render(request, "integrations/lexus_app/sent.html", context)


@require_POST
@needs(Permission.ADMIN)
def send_again(request: "StaffRequest", sent: int) -> HttpResponse:
    """Put a message to the partner back in line."""
    dealership = request.dealership
    message = get_object_or_404(OutboundMessage, dealership=dealership, pk=sent)
    try:
        services.send_again(dealership=dealership, message_id=message.pk, by=actor(request), at=timezone.now())
    except (services.UnableToSend, UnableToTryAgain) as reason:
        refuse(request, reason)
    return redirect(address(dealership, "lexus_app_sent", sent=sent))


def wanted_of(request: "StaffRequest") -> queries.Wanted:
    """What of the log was asked for; what nobody knows is everything."""
    asked = request.GET.get
    return queries.Wanted(
        direction=one_of(asked("direction", ""), DIRECTIONS),
        type=one_of(asked("type", ""), TYPES),
        result=one_of(asked("result", ""), RESULTS),
    )


def one_of(given: str, known: Any) -> str:
    """The given word, if it is one of these."""
    return given if given in known else ""


def page_number(request: "StaffRequest") -> int:
    """Which page of the log was asked for."""
    typed = request.GET.get("page", "1")
    return min(int(typed), LAST_PAGE) if typed.isascii() and typed.isdecimal() and int(typed) else 1


def crumbs(request: "StaffRequest") -> list[tuple[str, str]]:
    """The way back."""
    return [("Settings", address(request.dealership, "settings")), ("Lexus App", here(request.dealership))]


def here(dealership: Dealership) -> str:
    """The settings page's own address."""
    return address(dealership, "lexus_app_settings")
