"""A code before the camera of a phone leads to its vehicle; where no camera reads, the page says so, and typing does."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.accessibility.conftest import Served, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]
PHONE = ViewportSize(width=390, height=844)
READS = """window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code", "aztec"]; }
  constructor(asked) { window.asked = asked.formats; }
  async detect(camera) {
    if (!camera.videoWidth) return [];
    return window.shown ? [{ rawValue: window.shown }] : [];
  }
};"""
"""What Chromium has on phones and not on a Linux desk: the pictures are the browser's own test card."""


def test_a_code_before_the_camera_opens_its_vehicle(chromium: Browser, served: Served) -> None:
    context, page = phone(chromium, served)
    context.grant_permissions(["camera"])
    page.add_init_script(READS)
    page.goto(f"{served.address}vehicles/scan/")
    expect(page.get_by_text("Hold the code before the camera.")).to_be_visible()
    asked, box = page.evaluate("window.asked"), page.locator("#camera").bounding_box()

    page.evaluate("vin => { window.shown = `I${vin}`; }", served.vin)

    expect(page).to_have_url(f"{served.address}vehicles/{served.vin}/")
    assert asked == ["qr_code"]
    assert box is not None
    assert box["width"] < PHONE["width"]
    context.close()


def test_where_no_camera_reads_the_page_says_so_and_typing_does(chromium: Browser, served: Served) -> None:
    context, page = phone(chromium, served)

    page.goto(f"{served.address}vehicles/scan/")
    expect(page.get_by_text("This browser reads no codes by camera.")).to_be_visible()
    page.add_init_script(READS)
    page.reload()
    expect(page.get_by_text("The camera can't be used. Type the VIN, or use a scanner.")).to_be_visible()
    page.keyboard.type(served.vin)
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{served.address}vehicles/{served.vin}/")
    context.close()


def phone(chromium: Browser, served: Served) -> tuple[BrowserContext, Page]:
    """A phone on which Riley is signed in."""
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    sign_in(page, served)
    return context, page
