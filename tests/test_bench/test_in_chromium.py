"""In Chromium, at a desk and on a phone: what is typed is priced at once, and nothing of it is saved."""

import pytest
from playwright.sync_api import Page, expect

from dealerships.tenancy import as_dealership
from fleet.models import VehicleGroup
from tests.browser.eyes import Eyes
from tests.programs_settings.test_by_keyboard import page
from tests.situations import Counter

__all__ = ["page"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]


def test_a_rate_is_priced_on_the_bench_as_it_is_typed(page: Page, committed_desk: Counter):
    desk, eyes = committed_desk, Eyes()
    page.goto(f"settings/vehicle-groups/{desk.group.code}/")
    bill = page.locator("#bench-bills")
    expect(bill.get_by_text("RX 350 at $45.00").or_(bill.get_by_text("ES 350 at $45.00"))).to_be_visible()

    page.locator("#fees").get_by_label("Daily Rate", exact=False).first.press_sequentially("1")

    expect(bill.get_by_text("at $145.00")).to_be_visible()
    expect(page.get_by_text("As edited", exact=True)).to_be_visible()
    page.get_by_role("button", name="Replay the last 500 contracts").press("Enter")
    expect(bill.get_by_text("No finished contract could be replayed.")).to_be_visible()
    eyes.look(page)
    assert not eyes.complaints, "\n".join(eyes.complaints)
    with as_dealership(desk.store):
        stored = VehicleGroup.objects.get(pk=desk.group.pk).cost_recovery
        assert str(stored.daily_rate) == "$45.00"


def test_the_form_of_a_new_contract_says_what_it_costs(page: Page, committed_desk: Counter):
    desk, eyes = committed_desk, Eyes()
    page.goto(f"contracts/new/?customer={desk.avery.code}")
    estimate = page.get_by_role("complementary", name="Estimate")
    expect(estimate.get_by_text("Choose a group or program to see what it costs.")).to_be_visible()

    page.get_by_label("Group or program").select_option(f"g{desk.group.pk}")
    page.get_by_label("Pickup").fill("2027-03-09T09:00")
    page.get_by_label("Drop-off").fill("2027-03-10T10:00")
    page.get_by_label("Drop-off").press("Tab")

    expect(estimate.get_by_text("2 days, at most")).to_be_visible()
    expect(estimate.get_by_role("row", name="At most $97.20")).to_be_visible()  # 2 × 45.00 + 8 %
    eyes.look(page)
    assert not eyes.complaints, "\n".join(eyes.complaints)
