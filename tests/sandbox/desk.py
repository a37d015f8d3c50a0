"""A desk that only listens: what the outside world posts to a dealership, kept in the order in which it came."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

PATIENCE_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Received:
    path: str
    headers: Message
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.body)
        return document

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass
class Desk:
    received: list[Received] = field(default_factory=list)
    refusals: int = 0
    answer: tuple[int, str] = (200, "{}")
    availability: dict[str, Any] = field(default_factory=dict)
    address: str = ""

    def at(self, path: str) -> list[Received]:
        return [each for each in self.received if each.path == path]

    def events(self) -> list[str]:
        return [each.json["type"] for each in self.at("/stripe")]


def eventually(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def listening(desk: Desk) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            desk.received.append(Received(path=self.path, headers=self.headers, body=body))
            status, words = (500, "busy") if desk.refusals else desk.answer
            desk.refusals = max(0, desk.refusals - 1)
            self.reply(status, words)

        def do_GET(self) -> None:
            desk.received.append(Received(path=self.path, headers=self.headers, body=b""))
            self.reply(200 if desk.availability else 503, json.dumps(desk.availability))

        def reply(self, status: int, words: str) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(words.encode())

        def log_message(self, *_: object) -> None:
            """The tests tell what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    desk.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server
