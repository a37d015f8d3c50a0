"""Ports are checked before anything is started, so that the message can be clear."""

import socket
from collections.abc import Iterable


class PortInUse(Exception):
    """Another program listens where we want to."""

    def __init__(self, port: int) -> None:
        """Name it, and say what to do."""
        super().__init__(f"Port {port} is in use. Choose others, for instance: PORT=8100 make run")


def refuse_taken(ports: Iterable[int]) -> None:
    """
    Look whether somebody listens on one of these ports.

    :raises PortInUse: with the port, and what to do
    """
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise PortInUse(port) from None
