"""How the API refuses: problem details (RFC 9457), whatever was raised; nothing of the request is kept."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error as error_page
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.views import set_rollback

from config.api.refusals import status_of
from dealerships.api.problems import MEDIA_TYPE

API = "/api/"
WHOLE = "[]"
NOTHING_HERE = "There is nothing here."


def problem(reason: Exception, context: Mapping[str, Any]) -> HttpResponse | None:  # noqa: ARG001 - the library's signature
    """The answer to what a view of the API raised; None leaves a fault of ours to the log and ``server_error``."""
    answer = answer_to(reason)
    if answer is not None:
        set_rollback()
    return answer


def answer_to(reason: Exception) -> HttpResponse | None:
    """Problem details of a refusal, the framework's or a use case's."""
    if isinstance(reason, ValidationError):
        errors = [{"field": field or WHOLE, "message": message} for field, message in flat(reason.detail)]
        detail = "Some fields are wrong."
        return details(HTTPStatus.BAD_REQUEST, kind="bad-request", title="Bad request", detail=detail, errors=errors)
    if isinstance(reason, APIException):
        return of_framework(reason)
    if isinstance(reason, PermissionDenied):
        return plain(HTTPStatus.FORBIDDEN, "This is not allowed.")
    status = status_of(reason)
    return of_use_case(reason, status) if status else None


def of_framework(reason: APIException) -> HttpResponse:
    """No token, no such method, no such media type."""
    answer = plain(HTTPStatus(reason.status_code), str(reason.detail))
    if header := getattr(reason, "auth_header", None):
        answer["WWW-Authenticate"] = header
    if wait := getattr(reason, "wait", None):
        answer["Retry-After"] = str(ceil(wait))
    return answer


def of_use_case(reason: Exception, status: HTTPStatus) -> HttpResponse:
    """In the words of the use case, with the field it names and everything that stands in the way."""
    if status == HTTPStatus.NOT_FOUND:
        return plain(status, str(reason) if type(reason).__name__.startswith("Unknown") else NOTHING_HERE)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(reason).__name__)
    field = getattr(reason, "field", "")
    more: dict[str, Any] = {"errors": [{"field": field, "message": str(reason)}]} if field else {}
    reasons = [described(each) for each in getattr(reason, "reasons", ()) if hasattr(each, "action")]
    if reasons:
        more["reasons"] = reasons
    kind = words.lower().replace(" ", "-")
    return details(status, kind=kind, title=words.capitalize(), detail=str(reason), **more)


def described(missing: Any) -> dict[str, str]:
    """Something that stands in the way of a contract."""
    return {name: getattr(missing, name) for name in ("code", "title", "detail", "action")}


def plain(status: HTTPStatus, detail: str) -> HttpResponse:
    """A refusal that the status says already."""
    return details(status, kind=status.phrase.lower().replace(" ", "-"), title=status.phrase, detail=detail)


def details(status: HTTPStatus, *, kind: str, title: str, detail: str, **more: Any) -> HttpResponse:
    """Problem details."""
    told = {"type": f"urn:loanerdesk:problem:{kind}", "title": title, "status": status.value, "detail": detail, **more}
    return JsonResponse(told, status=status, content_type=MEDIA_TYPE)


def flat(detail: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each message with the path of its field: *drivers[0]*, *terms.fuel*."""
    if isinstance(detail, dict):
        for name, below in detail.items():
            yield from flat(below, path if name == "non_field_errors" else f"{path}.{name}" if path else str(name))
    elif isinstance(detail, list):
        for place, below in enumerate(detail):
            yield from flat(below, path if isinstance(below, str) else f"{path}[{place}]")
    else:
        yield path, str(detail)


def not_readable(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """
    What can't be read, as a problem or a page. Django's own answer would look for a token in the form, which may be the
    very thing that can't be read.
    """
    if request.path.startswith(API):
        return plain(HTTPStatus.BAD_REQUEST, "This can't be read.")
    return HttpResponse(render_to_string("400.html"), status=HTTPStatus.BAD_REQUEST)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours: in the API as problem details, elsewhere as a page."""
    if request.path.startswith(API):
        return plain(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. Nothing was done; try again.")
    return error_page(request)
