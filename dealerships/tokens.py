"""Who asks the API, and may they: a bearer token stands for one integration of one dealership."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from dealerships.domain.actor import Actor
from dealerships.domain.scopes import Scope
from dealerships.doorways import UnknownDoorway, dealership_behind, key_hash
from dealerships.models import ApiToken, Dealership
from dealerships.services.tokens import KIND, use_token
from dealerships.tenancy import as_dealership

if TYPE_CHECKING:
    from rest_framework.views import APIView


class ApiRequest(Request):
    """A request with a genuine token, within the scope of its dealership."""

    dealership: Dealership
    token: ApiToken


@contextmanager
def entered(request: HttpRequest) -> Iterator[None]:
    """Act as the dealership behind the request's token; with none that opens anything, outside all of them."""
    secret = bearer(request)
    try:
        dealership = Dealership.from_db("default", ["id", "dealer_group_id"], remembered(secret))
    except UnknownDoorway:
        yield
        return
    with as_dealership(dealership):
        token = use_token(dealership=dealership, hashed=key_hash(secret), at=timezone.now())
        if token is not None:
            request.dealership, request.token = token.dealership, token  # type: ignore[attr-defined]
        yield


@lru_cache(maxsize=4096)
def remembered(secret: str) -> tuple[int, int]:
    """
    The keys of the dealership behind a token and of its group, looked up once per process: a token never changes
    hands, and whether it still counts is asked anew with every request.

    :raises UnknownDoorway: it opens nothing
    """
    dealership = dealership_behind(kind=KIND, key=secret)
    return dealership.pk, dealership.dealer_group_id


def bearer(request: HttpRequest) -> str:
    """What stands in the header after *Bearer*."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def actor(request: ApiRequest) -> Actor:
    """The integration that asks, as use cases and the history know it."""
    return request.token.actor(origin=f"API, {request.META.get('REMOTE_ADDR', '')}".rstrip(", "))


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer …`; no session, no cookie. The view has entered the dealership already."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, ApiToken]:
        """
        :raises AuthenticationFailed: there is no token, or it opens nothing
        """
        token: ApiToken | None = getattr(request._request, "token", None)  # noqa: SLF001 - where the view left it
        if token is None:
            raise AuthenticationFailed("Send a token of this dealership: Authorization: Bearer …")
        return AnonymousUser(), token

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 - the library's signature
        """What a 401 asks for."""
        return "Bearer"


class HasScope(BasePermission):
    """The token holds the scope that the handler of the request names."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """
        :raises PermissionDenied: it does not; the message says which one is needed
        """
        scope: Scope | None = getattr(getattr(view, (request.method or "").lower(), None), "scope", None)
        token: ApiToken = request._request.token  # type: ignore[attr-defined]  # noqa: SLF001 - where the view left it
        if scope is not None and scope not in token.granted:
            raise PermissionDenied(f"This token lacks the scope “{scope}”. Make one that has it.")
        return True
