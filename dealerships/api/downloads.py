"""Documents by the API: a PDF as it was sealed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer

from dealerships.api.handlers import Handler, scoped, words
from dealerships.api.problems import problems
from dealerships.domain.scopes import Scope
from dealerships.tokens import ApiRequest

PDF = "application/pdf"


class PdfRenderer(BaseRenderer):
    """Lets a client ask for a PDF; the handler has written it already."""

    media_type = PDF
    format = "pdf"


def download(name: str) -> Callable[[Handler], Handler]:
    """A GET of a PDF; the handler returns its bytes."""

    def described(handler: Handler) -> Handler:
        responses = problems(401, 403, 404, 410) | {(200, PDF): OpenApiTypes.BINARY}

        @extend_schema(**words(name, Scope.READ), responses=responses)
        @wraps(handler)
        def answering(view: Any, request: ApiRequest, **names: Any) -> HttpResponse:
            return HttpResponse(handler(view, request, **names), content_type=PDF)

        return scoped(answering, Scope.READ)

    return described
