"""Riley, who may change settings, signed in at Springfield; and how the pages' forms are filled in."""

import re
from typing import Any

import pytest
from django.test import Client

from billing.queries.settings import cost_recovery, in_words, sections_of
from fleet.models import VehicleGroup
from fleet.queries.groups import general_words
from kernel.changes import fingerprint
from programs.domain.additional import additional_in_words
from programs.queries.additional_settings import additional_of
from tests.situations import Counter, dana, riley
from tests.situations.fixtures import committed_desk, desk, neighbour, store

__all__ = ["committed_desk", "desk", "neighbour", "store"]

FEES = {
    "collect_card": "on",
    "daily_rate": "45.00",
    "daily_rate_taxable": "on",
    "fuel_per_unit": "4.00",
    "fuel_per_kwh": "",
    "fuel_allowance": "",
    "fuel_allowance_basis": "fuel_charge",
    "fuel_convenience_fee": "",
    "mileage_daily_allowance": "100",
    "mileage_rate": "0.25",
    "billing_day": "elapsed",
    "billing_day_minutes": "1,470",
}
"""The section *Fees* of the Service loaners, as the page shows it."""


class Settings:
    """The settings pages of one group, as an admin uses them."""

    def __init__(self, client: Client, code: str) -> None:
        self.client, self.code = client, code
        self.address = f"/springfield/settings/vehicle-groups/{code}/"

    def page(self) -> str:
        """The page as it is now."""
        return self.client.get(self.address).content.decode()

    def shown(self, section: str) -> str:
        """The fingerprint that a section carries, without drawing the page."""
        group = VehicleGroup.objects.select_related("agreement", "additional").get(code=self.code)
        recovery = cost_recovery(dealership=group.dealership, settings_id=group.cost_recovery_id)
        words = {
            **in_words(sections_of(recovery)),
            "general": general_words(group),
            "additional": additional_in_words(additional_of(group.additional)),
        }
        return fingerprint(words[section])

    def carried(self, section: str) -> str:
        """The same, read off the page."""
        form = self.page().split(f"/sections/{section}/#")[1]
        return re.findall(r'name="shown" value="(\w+)"', form)[0]

    def post(self, section: str, data: dict[str, Any], *, shown: str | None = None) -> Any:
        """Press Save, or another button of the section."""
        carried = self.shown(section) if shown is None else shown
        return self.client.post(f"{self.address}sections/{section}/", {"shown": carried, "press": "save"} | data)


@pytest.fixture
def admin(client: Client, desk: Counter) -> Client:
    """A browser in which Riley is signed in."""
    user = riley(desk.store).user
    assert user is not None
    client.force_login(user)
    return client


@pytest.fixture
def advisor(desk: Counter) -> Client:
    """Another, in which Dana is, who is no admin."""
    browser = Client()
    assert desk.dana.user is not None
    browser.force_login(desk.dana.user)
    return browser


@pytest.fixture
def settings_page(admin: Client, desk: Counter) -> Settings:
    """The settings of the Service loaners."""
    return Settings(admin, desk.group.code)


__all__ += ["FEES", "Settings", "admin", "advisor", "dana", "settings_page"]
