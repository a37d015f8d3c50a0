"""What every page of the desk's frame shows."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from dealerships.permits import stores_of


def desk(request: HttpRequest) -> Mapping[str, Any]:
    """The dealership and the staff member of the request, where it has them, and the instant of the page."""
    return {
        "dealership": getattr(request, "dealership", None),
        "staff": getattr(request, "staff", None),
        "now": timezone.now(),
        "stores": SimpleLazyObject(lambda: stores_of(request)),
    }
