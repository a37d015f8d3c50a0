"""Settings > Integrations > Lexus App: set-up, secrets, the endpoint, a test booking. For admins."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dealerships.domain.permissions import Permission
from dealerships.permits import actor, needs, refuse
from dealerships.presses import once
from dealerships.vault import seal, unseal
from integrations.lexus_app import queries, services
from integrations.lexus_app.forms import EndpointForm
from integrations.lexus_app.models import Connection, InboundSecret
from integrations.lexus_app.services.setting_up import EndedAlready, LastSecret
from integrations.lexus_app.services.trying_out import send_test_booking
from integrations.lexus_app.views.log import here, log_context

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

SHOWN_ONCE = "lexus_app_shown_once"
REFUSALS = (services.NotConnected, services.EndpointRefused, EndedAlready, LastSecret)


@require_GET
@never_cache
@needs(Permission.ADMIN)
def page(request: "StaffRequest") -> HttpResponse:
    """Everything about the connection on one page; new secrets are shown on it once."""
    dealership, at = request.dealership, timezone.now()
    stands, troubled = queries.connected(dealership=dealership), queries.troubled(dealership=dealership)
    steps = queries.steps(dealership=dealership, connection=stands.connection)
    context = {
        "section": "settings",
        "connection": stands.connection,
        "health": stands.health,
        "has_token": stands.has_token,
        "mappings": stands.mappings,
        "addresses": addresses(stands.connection),
        "steps": steps,
        "steps_done": sum(step.done for step in steps),
        "secrets": queries.signing_secrets(dealership=dealership, at=at),
        "attention": queries.attention(dealership=dealership, of=troubled),
        "attention_count": len(queries.given_up(troubled)),
        "kinds": queries.kinds_in(troubled),
        "shown_once": shown_once(request),
        **log_context(request, queries.failing_among(troubled)),
    }
    return render(request, "integrations/lexus_app/page.html", context)


@require_POST
@needs(Permission.ADMIN)
def connect(request: "StaffRequest") -> HttpResponse:
    """Connect the dealership; the secrets are shown once, on the page that follows."""

    def work() -> dict[str, str]:
        new = services.create_connection(dealership=request.dealership, by=actor(request), at=timezone.now())
        return {
            "Signing secret": new.signing_secret,
            "Outbound secret": new.outbound_secret,
            "Availability token": new.token,
        }

    return made(request, work)


@require_POST
@needs(Permission.ADMIN)
def rotate_secret(request: "StaffRequest") -> HttpResponse:
    """Another signing secret."""
    return made(request, lambda: {"Signing secret": use(request, services.rotate_secret)})


@require_POST
@needs(Permission.ADMIN)
def rotate_outbound_secret(request: "StaffRequest") -> HttpResponse:
    """Another outbound secret."""
    return made(request, lambda: {"Outbound secret": use(request, services.rotate_outbound_secret)})


@require_POST
@needs(Permission.ADMIN)
def replace_token(request: "StaffRequest") -> HttpResponse:
    """Another token of the availability endpoint."""
    return made(request, lambda: {"Availability token": use(request, services.replace_token)})


@require_POST
@needs(Permission.ADMIN)
def retire_secret(request: "StaffRequest", secret: int) -> HttpResponse:
    """End a signing secret now."""
    known = get_object_or_404(InboundSecret, dealership=request.dealership, pk=secret)
    try:
        services.retire_secret(dealership=request.dealership, secret_id=known.pk, by=actor(request), at=timezone.now())
    except REFUSALS as reason:
        refuse(request, reason)
    return redirect(here(request.dealership))


@require_POST
@needs(Permission.ADMIN)
def set_endpoint(request: "StaffRequest") -> HttpResponse:
    """Save where the partner is told."""
    form = EndpointForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Type the whole address of the endpoint, beginning with https://.")
        return redirect(here(request.dealership))
    try:
        services.set_endpoint(
            dealership=request.dealership,
            endpoint=form.cleaned_data["endpoint"],
            by=actor(request),
            at=timezone.now(),
        )
        messages.success(request, "The partner's endpoint is saved.")
    except REFUSALS as reason:
        refuse(request, reason)
    return redirect(here(request.dealership))


@require_POST
@needs(Permission.ADMIN)
def test_booking(request: "StaffRequest") -> HttpResponse:
    """Let a booking come in as the app would send it, and be called off again."""

    def work() -> str:
        send_test_booking(dealership=request.dealership, at=timezone.now())
        return here(request.dealership)

    try:
        return once(
            request, work, done="A test booking was sent, and its cancellation. The log shows what becomes of them."
        )
    except REFUSALS as reason:
        refuse(request, reason)
        return redirect(here(request.dealership))


@require_POST
@needs(Permission.ADMIN)
def forget_category(request: "StaffRequest", mapping: int) -> HttpResponse:
    """Forget which of our categories the app meant."""
    known = get_object_or_404(queries.mappings(dealership=request.dealership), pk=mapping)
    services.forget_category(dealership=request.dealership, mapping_id=known.pk, by=actor(request), at=timezone.now())
    messages.success(request, f"“{known.name}” is forgotten. What is booked stays as it is.")
    return redirect(here(request.dealership))


def made(request: "StaffRequest", work: Callable[[], dict[str, str]]) -> HttpResponse:
    """Make secrets once however often the button is pressed, and show them on the next page alone."""

    def keep() -> str:
        request.session[SHOWN_ONCE] = seal(json.dumps(work()))
        return here(request.dealership)

    try:
        return once(request, keep)
    except REFUSALS as reason:
        refuse(request, reason)
        return redirect(here(request.dealership))


def use(request: "StaffRequest", service: Callable[..., str]) -> str:
    """Call a service that makes a secret."""
    return service(dealership=request.dealership, by=actor(request), at=timezone.now())


def shown_once(request: "StaffRequest") -> dict[str, str]:
    """The secrets that were just made, for this page and never again."""
    sealed = request.session.pop(SHOWN_ONCE, "")
    secrets: dict[str, str] = json.loads(unseal(sealed)) if sealed else {}
    return secrets


def addresses(connection: Connection | None) -> dict[str, str]:
    """Our endpoints, as the partner is told them."""
    paths = {"availability": reverse("lexus_app_availability")}
    if connection is not None:
        paths["webhook"] = reverse("lexus_app_webhook", args=[connection.public_id])
    return {name: f"{settings.BASE_URL}{path}" for name, path in paths.items()}
