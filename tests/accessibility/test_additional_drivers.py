"""An additional driver is found, added and taken out in a browser, on a phone and with the keyboard alone."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from tests.accessibility.conftest import Served, sign_in
from tests.situations import jordan

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]


def test_a_driver_is_found_while_typing_added_and_taken_out(chromium: Browser, served: Served) -> None:
    with as_dealership(store := Dealership.objects.get()):
        jordan(store)
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in(page, served)

    page.goto(f"{served.address}contracts/{served.code}/drivers/")
    page.get_by_label("Find a driver").focus()
    page.keyboard.type("ellis")
    press(page, page.get_by_role("button", name="Add Jordan Ellis"))
    expect(page.get_by_text("Jordan Ellis is an additional driver.")).to_be_visible()
    press(page, page.get_by_role("button", name="Take out Jordan Ellis"))
    expect(page.get_by_text("Jordan Ellis is no driver any more.")).to_be_visible()
    page.get_by_role("link", name="Done").click()

    history = page.get_by_role("region", name="History")
    expect(history).to_contain_text("Added Jordan Ellis")
    expect(history).to_contain_text("taken out Jordan Ellis")
    assert complaints == []
    context.close()


def press(page: Page, button: Locator) -> None:
    """With the keyboard."""
    button.focus()
    page.keyboard.press("Enter")
