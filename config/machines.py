"""The short way of other systems' messages: without what only a person's browser needs."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

BELOW = "/webhooks/"


class MachinesMiddleware:
    """
    Call what stands below ``/webhooks/`` at once: no session, no sign-in, no messages, no content policy.

    Only for what is open to everybody and needs no CSRF token; anything else goes the way of all pages. A transaction
    is around the view as ATOMIC_REQUESTS would have it, and a fault of ours rolls it back and is answered as anywhere.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = addressed(request.path_info) if request.path_info.startswith(BELOW) else None
        if found is None:
            return self.get_response(request)
        # Refuses a host that is not ours.
        request.get_host()
        request.resolver_match = found
        with transaction.atomic() if is_atomic(found) else nullcontext():
            response: HttpResponse = found.func(request, *found.args, **found.kwargs)
        response.setdefault("Content-Length", str(len(response.content)))
        return response


@lru_cache(maxsize=1024)
def addressed(path: str) -> ResolverMatch | None:
    """What a system's message is for, or None where it is not for the short way; addresses don't change as we run."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    is_open = not getattr(found.func, "login_required", True) and getattr(found.func, "csrf_exempt", False)
    return found if is_open else None


def is_atomic(found: ResolverMatch) -> bool:
    """Whether the view leaves its transaction to the request."""
    return DEFAULT_DB_ALIAS not in getattr(found.func, "_non_atomic_requests", ())
