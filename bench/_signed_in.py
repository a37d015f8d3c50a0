"""Signs the demo's general manager in for a bench, and prints the cookie and the pages to ask for as JSON."""

import json
import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db.models import Count  # noqa: E402 - after the set-up
from django.test import Client  # noqa: E402

from dealerships.models import Dealership, User  # noqa: E402
from dealerships.tenancy import as_dealership  # noqa: E402
from reservations.domain.lifecycle import Status  # noqa: E402
from reservations.queries import reservations  # noqa: E402

STATES = (Status.PENDING, Status.STARTED, Status.FINISHED)


def main() -> None:
    """Sign in, and look up a contract of each state."""
    browser = Client()
    browser.force_login(User.objects.get(email="ruth@loanerdesk.example"))
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
    pages = {"dashboard": "/springfield/", "contracts": "/springfield/contracts/?tab=all"}
    pages |= {f"contract, {status.label.lower()}": f"/springfield/contracts/{of(status)}/" for status in STATES}
    pages |= {"finish": f"{pages['contract, started']}finish/", "search": "/springfield/search/?q=quinn"}
    pages |= {"vehicles": "/springfield/vehicles/", "customer": f"/springfield/customers/{guest()}/"}
    print(json.dumps({"cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", "pages": pages}))


def of(status: Status) -> str:
    """The code of the newest loan in a state."""
    store = Dealership.objects.get(slug="springfield")
    with as_dealership(store):
        codes = (
            reservations(dealership=store).filter(status=status).order_by("-pickup_at").values_list("code", flat=True)
        )
        return str(codes[0])


def guest() -> str:
    """The code of the guest with the most loans."""
    store = Dealership.objects.get(slug="springfield")
    with as_dealership(store):
        loans = reservations(dealership=store).order_by().values_list("customer__code").annotate(count=Count("pk"))
        return str(loans.order_by("-count", "customer__code")[0][0])


if __name__ == "__main__":
    main()
