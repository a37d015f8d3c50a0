"""A vehicle group made and priced with the keyboard alone, in Chromium, at a desk and on a phone."""

import pytest
from djmoney.money import Money
from playwright.sync_api import Page, expect

from billing.models import CustomFee
from dealerships.tenancy import as_dealership
from fleet.models import VehicleGroup
from tests.browser.eyes import Eyes
from tests.programs_settings.test_by_keyboard import page, tab_to
from tests.situations import Counter

__all__ = ["page"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]


def test_a_group_is_made_and_priced_without_a_mouse(page: Page, committed_desk: Counter):
    eyes = Eyes()
    page.goto("settings/vehicle-groups/")
    tab_to(page, "Add Vehicle Group")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Add Vehicle Group")).to_be_visible()
    tab_to(page, "Vehicle Group Name")
    page.keyboard.type("Premium: $20/day")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Premium: $20/day")).to_be_visible()

    tab_to(page, "Daily Rate")
    page.keyboard.type("$20")
    expect(page.get_by_text("Not saved yet: Daily Rate")).to_be_visible()
    tab_to(page, "Taxable: Daily Rate")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Fees saved.")).to_be_visible()
    tab_to(page, "Add Fee")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Fee Type")).to_be_focused()
    page.keyboard.type("Fac")
    tab_to(page, "Amount")
    page.keyboard.type("3.50")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Custom Fees saved.")).to_be_visible()

    eyes.look(page)
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (eyes.complaints, width) == ([], 0)
    with as_dealership(committed_desk.store):
        made = VehicleGroup.objects.select_related("cost_recovery").get(name="Premium: $20/day")
        assert made.cost_recovery.daily_rate == Money(20, "USD")
        assert made.cost_recovery.daily_rate_taxable
        assert CustomFee.objects.get(settings=made.cost_recovery).amount == Money("3.50", "USD")
