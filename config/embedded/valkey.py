"""An embedded Valkey: the broker of a laptop, on a unix socket."""

import os
import signal
import subprocess
import time
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from config.embedded import children
from config.embedded.binaries import valkey_binary

FAREWELL = signal.SIGTERM
READY_SECONDS = 20.0


class ValkeyDidNotStart(Exception):
    """Valkey ended, or did not answer in time."""


def start(*, socket: Path, data: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start the broker as our child; what it holds survives a restart, but for the last second."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    socket.unlink(missing_ok=True)
    command: list[str | Path] = [
        valkey_binary(),
        *("--port", "0", "--unixsocket", socket, "--unixsocketperm", "700", "--dir", data),
        *("--save", "", "--appendonly", "yes", "--appendfsync", "everysec"),
        *("--maxmemory-policy", "noeviction", "--ignore-warnings", "ARM64-COW-BUG"),
    ]
    return children.start(command, log=log, farewell=FAREWELL, directory=data, environment=dict(os.environ))


def wait_until_ready(socket: Path, server: subprocess.Popen[bytes]) -> None:
    """
    Return once it answers a ping.

    :raises ValkeyDidNotStart: it ended or stayed silent
    """
    deadline = time.monotonic() + READY_SECONDS
    while not answers(socket):
        if server.poll() is not None or time.monotonic() > deadline:
            raise ValkeyDidNotStart(f"Valkey did not start on {socket}.")
        time.sleep(0.02)


def answers(socket: Path) -> bool:
    """Whether it answers a ping right now."""
    broker = Redis(unix_socket_path=str(socket), socket_timeout=2)
    try:
        return bool(broker.ping())
    except RedisError:
        return False
    finally:
        broker.close()
