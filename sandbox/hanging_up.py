"""The line goes dead: after some seconds the connection is closed without a byte of an answer."""

import socket
from typing import Any

from flask import Response

from sandbox.world import World


def hang_up(world: World, environ: dict[str, Any], seconds: float) -> Response:
    world.pause(seconds)
    connection: socket.socket = environ["werkzeug.socket"]
    connection.shutdown(socket.SHUT_RDWR)
    return Response("")
