"""The schemas of the wire contract, open to everybody: they say nothing of any dealership."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from integrations.lexus_app.schemas import RECEIVED, SENT, schema

HOUR_SECONDS = 3600


@login_not_required
@require_safe
@cache_control(public=True, max_age=HOUR_SECONDS)
def index(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Where the schema of each type lies, by the direction of the message."""
    return JsonResponse(
        {
            "received": {name: address_of(name) for name in RECEIVED},
            "sent": {name: address_of(name) for name in SENT},
        }
    )


@login_not_required
@require_safe
@cache_control(public=True, max_age=HOUR_SECONDS)
def one(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - a view
    """The schema of one type."""
    if name not in RECEIVED and name not in SENT:
        raise Http404
    return JsonResponse(schema(name, address_of(name)), content_type="application/schema+json")


def address_of(name: str) -> str:
    """Where a schema lies."""
    return f"{settings.BASE_URL}{reverse('lexus_app_schema', args=[name])}"
