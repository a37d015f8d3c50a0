"""
A request is done once, however often it is sent with its Idempotency-Key.

The key is claimed first, in the transaction of the work: the same request at the same moment waits for the first one,
and then gets its answer. A request that was refused leaves nothing behind, its key neither.
"""

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypedDict

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.renderers import JSONRenderer

from dealerships.models import ApiAnswer, ApiToken, Dealership
from dealerships.services.answering import claim_answer, keep_answer
from dealerships.tokens import ApiRequest

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,255}", re.ASCII)


class KeyMissing(Exception):
    """A POST without a key could be done twice."""

    def __init__(self) -> None:
        """Say what to send."""
        super().__init__(f"Send the header {HEADER}: 1 to 255 visible characters, new for each request.")


class KeyReused(Exception):
    """The key stands for another request."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(f"This {HEADER} was used for another request. Take a new one.")


class Asked(TypedDict):
    """Which request it is."""

    dealership: Dealership
    token: ApiToken
    key: str


def once(request: ApiRequest, work: Callable[[], Any], *, status: int) -> HttpResponse:
    """
    Do the work and answer with what it returns, or answer as the first time.

    :raises KeyMissing: there is no key
    :raises KeyReused: it was another request's
    """
    key = request.headers.get(HEADER, "")
    if not KEY.fullmatch(key):
        raise KeyMissing
    asked: Asked = {"dealership": request.dealership, "token": request.token, "key": key}
    if not claim_answer(**asked, digest=digest(request), at=timezone.now()):
        return written(known(request, key))
    body = JSONRenderer().render(work()).decode()
    keep_answer(**asked, status=status, body=body)
    return written(ApiAnswer(status=status, body=body))


def known(request: ApiRequest, key: str) -> ApiAnswer:
    """
    What was answered to this key.

    :raises KeyReused: the question was another one
    """
    answer = ApiAnswer.objects.get(dealership=request.dealership, token=request.token, key=key)
    if answer.digest != digest(request):
        raise KeyReused
    return answer


def digest(request: ApiRequest) -> str:
    """What makes a request another one: its address and its body."""
    return sha256(request.get_full_path().encode() + b"\n" + request.body).hexdigest()


def written(answer: ApiAnswer) -> HttpResponse:
    """The same bytes, the first time and every other."""
    return HttpResponse(answer.body, status=answer.status, content_type="application/json")
