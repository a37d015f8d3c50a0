"""What every page of the desk's frame shows."""

from typing import Any

from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, Any]:
    """The dealership and the staff member of the request, where it has them."""
    return {"dealership": getattr(request, "dealership", None), "staff": getattr(request, "staff", None)}
