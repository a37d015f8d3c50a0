"""What all parts of the sandbox share: its memory, whom it serves, its clock, the faults asked for."""

import threading
from pathlib import Path

from sandbox.announcer import Announcer
from sandbox.clock import Clock
from sandbox.configuration import Configuration, ConfigurationSource
from sandbox.faults import FaultBook
from sandbox.store import Store


class World:
    def __init__(self, *, folder: Path, source: ConfigurationSource) -> None:
        self.store = Store(folder)
        self.clock = Clock(self.store)
        self.faults = FaultBook()
        self.announcer = Announcer()
        self.stopping = threading.Event()
        self._source = source

    @property
    def configuration(self) -> Configuration:
        return self._source.current()

    def serve(self, source: ConfigurationSource) -> None:
        self._source = source

    def pause(self, seconds: float) -> None:
        """Wait, but never longer than the sandbox itself lives."""
        self.stopping.wait(seconds)
