"""Migrate as the owner, then open the demo if it is not there yet; one process, for Django's start is the dear part."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.demo.opening import follow_sandbox, is_open, open_demo


class Command(BaseCommand):
    """Only where DEMO is set: a server migrates, and makes its own stores."""

    help = "Migrate the database and fill it with the demo."
    requires_system_checks: list[str] = []  # they import every page; the list of checks runs them, not every start

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Set DEMO=1 to fill this database with fictional stores.")
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        if is_open():
            follow_sandbox(at=timezone.now())
            return
        open_demo(at=timezone.now())
        self.stdout.write("The demo is ready.")
