"""The relay as a process of its own."""

import logging
import signal
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from dealerships import relay

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run until SIGTERM or SIGINT; a lost database is waited for."""

    help = "Hand due effects to the workers."
    requires_system_checks: list[str] = []  # they import every page; the list of checks runs them, not every start

    def handle(self, *args: Any, **options: Any) -> None:
        self.stopping = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping:
            try:
                relay.watch(clock=timezone.now, stopping=lambda: self.stopping)
            except (OperationalError, InterfaceError) as reason:
                logger.warning("the database does not answer: %s", reason)
                connection.close()
                time.sleep(1)

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Leave after the current round."""
        self.stopping = True
