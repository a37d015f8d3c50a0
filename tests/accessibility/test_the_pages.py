"""No page of the counter has a serious fault, wide or narrow, and none scrolls sideways on a phone."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility.conftest import Served, sign_in

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
FAULTS = "async () => (await axe.run()).violations.map(({id, impact, nodes}) => [impact, id, nodes[0].html])"
WIDTH = "document.documentElement.scrollWidth"
SERIOUS = {"serious", "critical"}
DESK, PHONE = (1440, 900), (390, 844)
PAGES = (
    "",
    "contracts/",
    "contracts/{code}/",
    "contracts/{code}/assign/",
    "contracts/{code}/drivers/",
    "contracts/{code}/edit/",
    "contracts/{code}/cancel/",
    "contracts/new/",
    "contracts/new/?customer={customer}",
    "customers/",
    "customers/{customer}/",
    "customers/{customer}/licence/",
    "customers/{customer}/merge/",
    "customers/{customer}/delete/",
    "vehicles/",
    "vehicles/{vin}/",
    "vehicles/{vin}/edit/",
    "vehicles/new/?vin=JTJBBBBB7TA000201",
    "vehicles/groups/?all=1",
    "vehicles/import/",
    "search/?q=avery",
    "settings/",
    "settings/changes/",
    "settings/integrations/lexus-app/",
    "settings/staff/",
    "settings/agreements/",
    "settings/agreements/{agreement}/",
    "settings/agreements/{agreement}/versions/1/",
    "settings/vehicle-categories/",
    "settings/programs/",
    "settings/programs/{program}/",
    "settings/programs/{program}/own/",
    "settings/programs/{program}/history/",
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_has_a_serious_fault(chromium: Browser, served: Served, size: tuple[int, int]) -> None:
    # The inspector itself is no part of the page, and its policy would keep it out.
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    context.add_init_script(path=AXE)
    page = context.new_page()
    faults = {"sign in": serious(page, served.address, size[0])}
    sign_in(page, served)

    for path in PAGES:
        address = served.address + path.format(**asdict(served))
        faults[path] = serious(page, address, size[0])

    context.close()
    assert not {path: found for path, found in faults.items() if found}


def test_the_policy_of_the_pages_stops_nothing_of_ours(chromium: Browser, served: Served) -> None:
    context = chromium.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in(page, served)

    page.goto(f"{served.address}contracts/{served.code}/", wait_until="networkidle")
    page.keyboard.press("/")

    assert page.evaluate("document.activeElement.id") == "q"
    assert complaints == []
    context.close()


def serious(page: Page, address: str, width: int) -> list[Any]:
    """What axe finds serious on a page, and whether the page is wider than its window."""
    page.goto(address, wait_until="networkidle")
    found = [fault for fault in page.evaluate(FAULTS) if fault[0] in SERIOUS]
    too_wide = page.evaluate(WIDTH) > width
    return [*found, *(["wider than the window"] if too_wide else [])]
