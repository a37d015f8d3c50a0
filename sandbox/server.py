"""The sandbox as running threads: the web server, the mail listener, the couriers; started and stopped together."""

import logging
import threading

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from sandbox.app import create_app
from sandbox.deliveries import Courier
from sandbox.lapsing import Lapser
from sandbox.mail import MailListener
from sandbox.processor.events import CHANNEL as CARDS
from sandbox.processor.webhooks import carry_event
from sandbox.texts.delivery import carry_text
from sandbox.texts.inbound import CHANNEL as TEXTS
from sandbox.world import World

HOST = "127.0.0.1"
PATIENCE_SECONDS = 2


class QuietHandler(WSGIRequestHandler):
    disable_nagle_algorithm = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing about requests; errors are still told."""


class RunningServer:
    """A started sandbox; `stop()` waits for what is under way, but not for a desk that hangs."""

    def __init__(self, world: World, *, port: int, smtp_port: int) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.world = world
        self._web: BaseWSGIServer = make_server(
            HOST, port, create_app(world), threaded=True, request_handler=QuietHandler
        )
        self._mail = MailListener(world, (HOST, smtp_port))
        self.port: int = self._web.server_port
        self.smtp_port: int = self._mail.server_address[1]
        self._threads = [
            threading.Thread(target=self._web.serve_forever, kwargs={"poll_interval": 0.1}, name="web", daemon=True),
            threading.Thread(target=self._mail.serve_forever, kwargs={"poll_interval": 0.1}, name="mail", daemon=True),
            Courier(world, channel=CARDS, carry=lambda job, attempts: carry_event(world, job, attempts)),
            Courier(world, channel=TEXTS, carry=lambda job, attempts: carry_text(world, job, attempts)),
            Lapser(world),
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self.world.stopping.set()
        self._web.shutdown()
        self._mail.shutdown()
        for thread in self._threads:
            thread.join(timeout=PATIENCE_SECONDS)
        self._web.server_close()
        self._mail.server_close()
        if not any(thread.is_alive() for thread in self._threads):
            self.world.store.close()
