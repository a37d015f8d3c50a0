"""What the partner is given is copied by a button; where the browser forbids it, the text is marked instead."""

import pytest
from playwright.sync_api import Browser, expect

from tests.accessibility.conftest import Served, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]
COPIED = "navigator.clipboard.readText()"
FORBIDDEN = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden')); }"


def test_addresses_and_new_secrets_are_copied_by_a_button(chromium: Browser, served: Served) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    sign_in(page, served)
    page.goto(f"{served.address}settings/integrations/lexus-app/")
    page.get_by_role("button", name="Connect").click()
    shown = page.locator(".copy", has_text="whsec_").first.inner_text().strip()

    page.get_by_role("button", name="Copy signing secret").click()
    expect(page.locator("p[role=status]", has_text="Copied")).to_be_attached()
    copied = page.evaluate(COPIED)
    page.evaluate(FORBIDDEN)
    page.get_by_role("button", name="Copy dealer code").click()
    expect(page.locator("p[role=status]", has_text="Marked")).to_be_attached()

    assert copied == shown
    assert page.evaluate("getSelection().toString()") == "63201"
    context.close()
