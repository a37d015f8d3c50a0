"""Run the sandbox: `python -m sandbox`, until SIGTERM or SIGINT.

SANDBOX_PORT (8001), SANDBOX_SMTP_PORT (the next one), DATA_DIR (.data), SANDBOX_CONFIG (the demo's JSON file).
"""

import os
import signal
import threading
from pathlib import Path

from sandbox.configuration import ConfigurationFile
from sandbox.moving import follow
from sandbox.server import RunningServer
from sandbox.world import World


def main() -> None:
    port = int(os.environ.get("SANDBOX_PORT", "8001"))
    folder = Path(os.environ.get("DATA_DIR", ".data")) / "sandbox"
    configuration = os.environ.get("SANDBOX_CONFIG")
    world = World(folder=folder, source=ConfigurationFile(Path(configuration) if configuration else None))
    follow(world.store, world.configuration.earlier)
    server = RunningServer(world, port=port, smtp_port=int(os.environ.get("SANDBOX_SMTP_PORT", port + 1)))

    asked_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked_to_stop.set())
    server.start()
    asked_to_stop.wait()
    server.stop()


if __name__ == "__main__":
    main()
