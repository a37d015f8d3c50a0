"""Makes connected dealerships for a bench, and prints how to reach them as JSON."""

import json
import os
import sys

import django
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from dealerships.domain.actor import SYSTEM  # noqa: E402 - after the set-up
from dealerships.models import DealerGroup, Dealership  # noqa: E402
from dealerships.tenancy import as_dealership  # noqa: E402
from fleet.models import VehicleCategory  # noqa: E402
from integrations.lexus_app.services import create_connection  # noqa: E402
from programs.models import Program  # noqa: E402


def main(count: int) -> None:
    """Make them."""
    group = DealerGroup.objects.create(name="Bench")
    print(json.dumps([connected(group, number) for number in range(count)]))


def connected(group: DealerGroup, number: int) -> dict[str, str]:
    """One dealership, connected, with a category to book."""
    code = f"{90000 + number}"
    store = Dealership.objects.create(dealer_group=group, name=f"Bench {code}", slug=f"bench-{code}", dealer_code=code)
    with as_dealership(store):
        new = create_connection(dealership=store, by=SYSTEM, at=timezone.now())
        Program.objects.create(dealership=store, title="OneApp Rental", title_key="oneapp rental")
        VehicleCategory.objects.create(dealership=store, name="SUV", name_key="suv")
    path = f"/webhooks/lexus-app/{new.connection.public_id}/"
    return {"dealer_code": code, "path": path, "secret": new.signing_secret}


if __name__ == "__main__":
    main(int(sys.argv[1]))
