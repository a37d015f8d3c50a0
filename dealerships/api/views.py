"""A view of the API: within the dealership of the token, from the first look to the last byte of the answer."""

from datetime import datetime
from typing import Any, TypedDict

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.views import APIView

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.tokens import ApiRequest, actor, entered


class Doing(TypedDict):
    """What every use case is told: where, by whom, when."""

    dealership: Dealership
    by: Actor
    at: datetime


class ApiView(APIView):
    """Its handlers are made by ``look``, ``listing`` and ``deed``, which say what they take, answer and need."""

    def dispatch(self, request: HttpRequest, *args: Any, **names: Any) -> HttpResponseBase:
        """Enter the token's dealership, and render before it is left: what is read lazily is read inside."""
        with entered(request):
            response = super().dispatch(request, *args, **names)
            return response.render() if isinstance(response, Response) else response

    @staticmethod
    def doing(request: ApiRequest) -> Doing:
        """The integration that asks, and now."""
        return {"dealership": request.dealership, "by": actor(request), "at": timezone.now()}
