"""Vehicles are moved, and a file of them is imported, with the keyboard alone; wide and narrow."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from fleet.models import Vehicle
from tests.accessibility.conftest import Served, sign_in
from tests.situations import shuttles

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]
SIZES = {"desk": ViewportSize(width=1440, height=900), "phone": ViewportSize(width=390, height=844)}
ARRIVAL = "VIN,Model,Tank,Group\nJTJBBBBB7TA000201,TX 350,18.6,Service loaners\n"
MANY = 60
REFUSED = "status of 422"
"""A browser complains of every answer that keeps what was typed."""


@pytest.mark.parametrize("size", SIZES)
def test_ticked_vehicles_move_and_a_file_comes_in_without_a_mouse(
    chromium: Browser, served: Served, size: str, tmp_path: Path
) -> None:
    with as_dealership(Dealership.objects.get()):
        shuttles(Dealership.objects.get())
    context = chromium.new_context(viewport=SIZES[size])
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in(page, served)

    move_all_of_the_page(page, served)
    expect(page.get_by_text("2 vehicles are changed.")).to_be_visible()
    moved = homes()
    press(page, page.get_by_role("button", name="Undo"))
    expect(page.get_by_text("Undone.")).to_be_visible()
    back = homes()
    import_arrival(page, served, tmp_path)
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()

    assert (moved, back) == ({"Courtesy shuttles"}, {"Service loaners"})
    assert [each for each in complaints if REFUSED not in each] == []
    context.close()


def move_all_of_the_page(page: Page, served: Served) -> None:
    """Tick all, open the question, forget the group, choose it where that is said, save."""
    page.goto(f"{served.address}vehicles/")
    tab_to(page, "#list input[name=vin]:not(:disabled)")
    page.keyboard.press("Space")
    expect(page.get_by_text("1 vehicle selected")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    tab_to(page, "#tick-page", back=True)
    page.keyboard.press("Space")
    expect(page.get_by_text("2 vehicles selected")).to_be_visible()
    press(page, page.get_by_role("button", name="Change groups and programs"))
    expect(page.locator("dialog[open]")).to_be_visible()
    tab_to(page, "#choose button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]").get_by_text("Choose the group to move to.")).to_be_visible()
    page.keyboard.type("Courtesy")
    tab_to(page, "#choose button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def import_arrival(page: Page, served: Served, folder: Path) -> None:
    """Choose the file, look at the rows, import them."""
    file = folder / "arrivals.csv"
    file.write_text(ARRIVAL)
    page.goto(f"{served.address}vehicles/import/")
    page.set_input_files("input[type=file]", file)
    press(page, page.get_by_role("button", name="Look at the rows"))
    press(page, page.get_by_role("button", name="Import 1 row"))


def homes() -> set[str]:
    """The home groups of all vehicles."""
    with as_dealership(Dealership.objects.get()):
        return set(Vehicle.objects.values_list("home_group__name", flat=True))


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Go on with the Tab key until the focus is there."""
    for _ in range(MANY):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"The Tab key never comes to {selector}.")


def press(page: Page, button) -> None:
    """Tab to a button that is shown, and press Enter."""
    expect(button).to_be_visible()
    for _ in range(MANY * 2):
        if button.evaluate("button => button === document.activeElement"):
            page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
        page.keyboard.press("Tab")
    pytest.fail("The Tab key never comes to the button.")
