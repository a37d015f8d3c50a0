"""A vehicle group made and priced with the keyboard alone, in Chromium, at a desk and on a phone."""

import pytest
from djmoney.money import Money
from playwright.sync_api import Page, expect

from billing.models import CustomFee
from dealerships.tenancy import as_dealership
from fleet.models import VehicleGroup
from tests.browser.eyes import Eyes
from tests.programs_settings.test_by_keyboard import page, tab_to
from tests.situations import Counter, shuttles

__all__ = ["page"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]


def test_the_questions_about_a_group_are_asked_in_a_dialog(page: Page, committed_desk: Counter):
    desk, eyes = committed_desk, Eyes()
    with as_dealership(desk.store):
        shuttles(desk.store)
    page.goto("settings/vehicle-groups/")
    dialog, name = page.get_by_role("dialog"), page.get_by_label("Vehicle Group Name")
    tab_to(page, "Add Vehicle Group")
    page.keyboard.press("Enter")
    expect(name).to_be_focused()
    page.keyboard.type("service LOANERS")
    page.keyboard.press("Enter")

    expect(dialog.get_by_text("A group with this name exists.")).to_be_visible()
    expect(name).to_be_focused()
    expect(name).to_have_value("service LOANERS")
    eyes.look(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("link", name="Add Vehicle Group")).to_be_focused()

    tab_to(page, "Remove Service loaners")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading", name="“Service loaners” is in use")).to_be_visible()
    expect(dialog.get_by_role("table", name="Vehicles in the group")).to_contain_text("LX 350")
    expect(dialog.get_by_label("Move the vehicles to")).to_be_focused()
    eyes.look(page)
    page.keyboard.type("Court")
    tab_to(page, "Move 2 vehicles")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 vehicles moved.")).to_be_visible()
    page.goto("settings/vehicle-groups/")
    tab_to(page, "Remove Service loaners")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading", name="Remove “Service loaners”")).to_be_visible()
    expect(dialog.get_by_role("link", name="Cancel")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("“Service loaners” is removed.")).to_be_visible()
    expect(page.get_by_role("link", name="Remove Service loaners")).to_have_count(0)
    assert eyes.complaints == []


def test_a_question_whose_answer_gets_lost_is_asked_on(page: Page, committed_desk: Counter):
    page.goto("settings/vehicle-groups/")
    page.get_by_role("link", name="Add Vehicle Group").click()
    page.get_by_label("Vehicle Group Name").fill("Winter 2025")

    page.route("**/vehicle-groups/add/", lambda route: route.fulfill(body="<p>The gateway is busy."), times=1)
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog").get_by_role("alert")).to_have_text(
        "No answer came. What you typed stays; try again."
    )
    expect(page.get_by_label("Vehicle Group Name")).to_have_value("Winter 2025")
    page.get_by_role("button", name="Create New Group").dblclick()
    expect(page.get_by_role("heading", level=1, name="Winter 2025")).to_be_visible()


def test_a_group_is_made_and_priced_without_a_mouse(page: Page, committed_desk: Counter):
    eyes = Eyes()
    page.goto("settings/vehicle-groups/")
    tab_to(page, "Add Vehicle Group")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Add Vehicle Group").get_by_label("Vehicle Group Name")).to_be_focused()
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
    tab_to(page, "Remove custom fee 1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Add Fee")).to_be_focused()
    expect(page.locator("#custom-fees footer")).to_contain_text("Not saved yet")
    expect(page.locator("#bench-bills")).to_contain_text("Saved: $14.00")  # 4 days × $3.50

    eyes.look(page)
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (eyes.complaints, width) == ([], 0)
    with as_dealership(committed_desk.store):
        made = VehicleGroup.objects.select_related("cost_recovery").get(name="Premium: $20/day")
        assert made.cost_recovery.daily_rate == Money(20, "USD")
        assert made.cost_recovery.daily_rate_taxable
        assert CustomFee.objects.get(settings=made.cost_recovery).amount == Money("3.50", "USD")
