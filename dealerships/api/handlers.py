"""
Handlers of the API, each described once: what it takes and answers (for the schema), which scope it needs (for the
permission), that a POST is done once.

A handler returns what its serializer shows; the docstring is the operation's description.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from dealerships.api.once import HEADER, once
from dealerships.api.paging import Cursor, pages_of
from dealerships.api.problems import problems
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest

Handler = Callable[..., Any]
Form = type[serializers.BaseSerializer[Any]]
KEY = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="A key of your own for this request. Sent again with the same body, it gets the same answer, and "
    "nothing is done twice; kept for a day.",
)


def look(name: str, *, answers: Form) -> Callable[[Handler], Handler]:
    """A GET of one thing."""

    def described(handler: Handler) -> Handler:
        @extend_schema(**words(name, Scope.READ), responses=problems(401, 403, 404) | {200: answers})
        @wraps(handler)
        def answering(view: Any, request: ApiRequest, **names: Any) -> Response:
            return Response(answers(handler(view, request, **names)).data)

        return scoped(answering, Scope.READ)

    return described


def listing(
    name: str, *, answers: Form, ordering: Sequence[str], asks: Form | None = None
) -> Callable[[Handler], Handler]:
    """A GET of many, by pages; the handler returns a queryset, and is told what was ``asks``-ed in the query."""

    def described(handler: Handler) -> Handler:
        parameters: list[Any] = [*([asks] if asks else []), *Cursor.PARAMETERS]
        responses = problems(400, 401, 403) | {200: pages_of(answers)}

        @extend_schema(**words(name, Scope.READ), parameters=parameters, responses=responses)
        @wraps(handler)
        def answering(view: Any, request: ApiRequest, **names: Any) -> Response:
            said = asked(asks, request) if asks else {}
            cursor = Cursor(ordering)
            rows = cursor.paginate_queryset(handler(view, request, **said, **names), request, view=view)
            return cursor.get_paginated_response(answers(rows, many=True).data)

        return scoped(answering, Scope.READ)

    return described


def deed(
    name: str, *, answers: Form, scope: Scope, takes: Form | None = None, status: int = 200, example: Any = None
) -> Callable[[Handler], Handler]:
    """A POST: done once per Idempotency-Key. With ``takes`` the handler is told what was ``said``."""

    def described(handler: Handler) -> Handler:
        examples = [OpenApiExample("Request", value=example, request_only=True)] if example else []
        responses = problems(400, 401, 403, 404, 409) | {status: answers}

        @extend_schema(**words(name, scope), parameters=[KEY], request=takes, responses=responses, examples=examples)
        @wraps(handler)
        def answering(view: Any, request: ApiRequest, **names: Any) -> HttpResponse:
            def work() -> Any:
                said = {"said": body(takes, request)} if takes else {}
                return answers(handler(view, request, **said, **names)).data

            return once(request, work, status=status)

        return scoped(answering, scope)

    return described


def words(name: str, scope: Scope) -> dict[str, Any]:
    """An operation's id and title, and the scope that it needs."""
    return {
        "operation_id": name,
        "summary": name.replace("_", " ").capitalize(),
        "extensions": {"x-scope": scope.value},
    }


def scoped(handler: Handler, scope: Scope) -> Handler:
    """Say which scope it needs, where the permission looks."""
    handler.scope = scope  # type: ignore[attr-defined]
    return handler


def asked(form: Form, request: ApiRequest) -> dict[str, Any]:
    """
    What the query says, without the places in a list.

    :raises ValidationError: something in it is wrong
    """
    query = {name: value for name, value in request.query_params.items() if name not in Cursor.NAMES}
    read = form(data=query)
    read.is_valid(raise_exception=True)
    return dict(read.validated_data)


def body(form: Form, request: ApiRequest) -> Any:
    """
    What the body says.

    :raises ValidationError: something in it is wrong
    """
    read = form(data=request.data, context={"request": request})
    read.is_valid(raise_exception=True)
    return read.validated_data
