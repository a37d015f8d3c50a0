"""Price every invoice of every dealership again, and name each that doesn't come to what was billed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from billing.queries.repricing import priced_again
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership


class Command(BaseCommand):
    """`manage.py reprice`; exit 1 if anything differs."""

    help = (
        "Price every invoice again from its evidence, supplements too; exit 1 if any doesn't come to what was billed."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """One dealership after the other, each under its own scope and as a stream: memory stays flat."""
        checked = differ = 0
        for dealership in Dealership.objects.order_by("slug"):
            with as_dealership(dealership):
                for invoice in priced_again(dealership=dealership):
                    checked += 1
                    if invoice.what:
                        differ += 1
                        self.stdout.write(f"{dealership.slug} {invoice.number} {invoice.about}: {invoice.what}")
        self.stdout.write(f"{checked} invoices priced again, {differ} differ.")
        if differ:
            sys.exit(1)
