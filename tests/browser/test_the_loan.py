"""A loan from the Lexus App's booking to the Thank-you email, clicked by an advisor and a guest in two browsers."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.eyes import Eyes
from tests.browser.people import EMAIL, GUEST, Advisor, AppUser, Guest, until
from tests.browser.springfield import Springfield

pytestmark = pytest.mark.browser
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["advisor at a desk", "advisor with a phone"])
def test_a_loan_from_the_lexus_app_to_the_thank_you(
    springfield: Springfield, chromium: Browser, eyes: Eyes, size: dict[str, int]
) -> None:
    advisor = Advisor(page=window(chromium, eyes, size), at=springfield, eyes=eyes)
    guest = Guest(page=window(chromium, eyes, PHONE), at=springfield, eyes=eyes)

    reservation_id = AppUser(page=window(chromium, Eyes(), DESK), at=springfield).book()
    advisor.sign_in()
    advisor.see_the_pickup()
    advisor.search(GUEST)
    advisor.search(reservation_id)
    advisor.open_contract()
    advisor.assign("LX 350")
    advisor.type_in_licence()
    advisor.type_in_insurance()
    advisor.read_out("12,010")
    advisor.text_the_guest()
    guest.open_text("read and sign here")
    guest.answer()
    guest.add_card()
    guest.agree()
    guest.sign_with_a_finger()
    advisor.authorise_hold()
    advisor.start()
    guest.open_text("Your signed agreement")
    guest.answer()
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("Your signed agreement")
    eyes.look(guest.page)
    agreement = guest.download("Download the signed agreement")
    bill = advisor.finish("12,110", "6")
    guest.open_text("Your receipt and agreement")
    guest.answer()
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("Receipt")
    eyes.look(guest.page)
    receipt = guest.download("Download the receipt")

    assert GUEST in agreement
    assert "$17.80" in bill  # a quarter of 17.8 gallons × $4.00
    assert "$17.80" in receipt
    assert "$32.20" in receipt  # released: $50.00 held − $17.80 taken
    told = finished_events(springfield, guest.page)
    assert [event["reservation_id"] for event in told] == [reservation_id]
    assert [mail["subject"] for mail in springfield.sandbox.client.emails() if EMAIL in mail["recipient"]] == [
        "Thank you, Robin"
    ]
    history = advisor.history().lower()
    for verb in ("assigned", "signed", "started", "finished", "document sealed"):
        assert verb in history
    assert len(eyes.looked_at) >= 20


def window(chromium: Browser, eyes: Eyes, size: dict[str, int]) -> Page:
    """A browser of one's own: on a phone with touch, at a desk with a mouse."""
    small = size == PHONE
    context = chromium.new_context(viewport=size, has_touch=small, is_mobile=small, accept_downloads=True)
    context.set_default_timeout(15_000)
    return eyes.watch(context.new_page())


def finished_events(springfield: Springfield, page: Page) -> list[dict[str, str]]:
    """What the partner heard about finished contracts."""
    client = springfield.sandbox.client
    until(page, lambda: any("contract.finished" in str(event) for event in client.partner_events()), "the partner")
    heard = [event for event in client.partner_events() if event.get("type") == "contract.finished"]
    return [event["body"]["data"] if "body" in event else event["data"] for event in heard]
