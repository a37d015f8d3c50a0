"""The gateway's reports: check the signature, keep the report, answer; a worker does the rest."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from twilio.request_validator import RequestValidator

from dealerships.models import Dealership
from dealerships.services.effects import schedule
from dealerships.tenancy import as_dealership
from integrations.twilio.doorways import NoSuchDoorway, dealership_at

NOTHING_TO_SAY = "<Response/>"
MESSAGE_CODE_LENGTH = 32


@csrf_exempt
@login_not_required
@require_POST
def status(request: HttpRequest, public_id: str) -> HttpResponse:
    """How one of our texts fares."""
    dealership = found(public_id)
    if not genuine(request):
        return HttpResponseForbidden()
    sid, state = field(request, "MessageSid"), field(request, "MessageStatus")
    code = request.GET.get("message", "")[:MESSAGE_CODE_LENGTH]
    payload = {"sid": sid, "status": state, "error": field(request, "ErrorCode"), "message": code}
    keep(dealership, kind="integrations.twilio.reports.status", key=f"text:{sid}:{state}", payload=payload)
    return HttpResponse(status=204)


@csrf_exempt
@login_not_required
@require_POST
def inbound(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a guest texted back."""
    dealership = found(public_id)
    if not genuine(request):
        return HttpResponseForbidden()
    payload = {"from": field(request, "From"), "body": field(request, "Body", most=1600)}
    key = f"reply:{field(request, 'MessageSid')}"
    keep(dealership, kind="integrations.twilio.reports.inbound", key=key, payload=payload)
    return HttpResponse(NOTHING_TO_SAY, content_type="text/xml")


def found(public_id: str) -> Dealership:
    """
    :raises Http404: no dealership has this address
    """
    try:
        return dealership_at(public_id)
    except NoSuchDoorway:
        raise Http404 from None


def genuine(request: HttpRequest) -> bool:
    """Whether the gateway signed it, for the address that it was told."""
    signature = request.headers.get("X-Twilio-Signature", "")
    validator = RequestValidator(settings.TWILIO_AUTH_TOKEN)
    address = settings.BASE_URL + request.get_full_path()
    return bool(settings.TWILIO_AUTH_TOKEN) and bool(validator.validate(address, request.POST, signature))


def field(request: HttpRequest, name: str, *, most: int = 64) -> str:
    """A posted field, cut to what can be real."""
    return request.POST.get(name, "")[:most].replace("\x00", "")


def keep(dealership: Dealership, *, kind: str, key: str, payload: Mapping[str, str]) -> None:
    """One effect per report, however often it comes."""
    now = timezone.now()
    with as_dealership(dealership):
        schedule(dealership=dealership, kind=kind, key=key, payload=payload, due_at=now, at=now)
