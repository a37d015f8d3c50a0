"""One way out: an HTTP request with a time-out, no proxy and no redirects, whose failure is an answer too."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TIMEOUT_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What came back; status 0 when nothing did."""

    status: int
    body: str
    milliseconds: int

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    return _send(url, body, headers, TIMEOUT_SECONDS)


def get(url: str, headers: Mapping[str, str], timeout: float = TIMEOUT_SECONDS) -> Reply:
    return _send(url, None, headers, timeout)


def _send(url: str, body: bytes | None, headers: Mapping[str, str], timeout: float) -> Reply:
    started = time.monotonic()
    try:
        request = urllib.request.Request(url, data=body, headers=dict(headers))  # noqa: S310 (addresses of the desk)
        with _opener.open(request, timeout=timeout) as answer:
            status, words = answer.status, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as refusal:
        with refusal:
            status, words = refusal.code, refusal.read().decode(errors="replace")
    except (OSError, ValueError, http.client.HTTPException) as failure:
        status, words = 0, f"No answer: {failure}"
    return Reply(status=status, body=words, milliseconds=round((time.monotonic() - started) * 1000))
