"""A loan from the Lexus App's booking to the Thank-you email, clicked by an advisor and a guest in two browsers."""

import json

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.eyes import Eyes
from tests.browser.people import EMAIL, GUEST, Advisor, AppUser, Guest, until
from tests.browser.springfield import Springfield

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]
DESK, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
FINISHED = "contract.finished"


def test_a_loan_from_the_lexus_app_to_the_thank_you(springfield: Springfield, chromium: Browser, eyes: Eyes) -> None:
    advisor = Advisor(page=window(chromium, eyes, DESK), at=springfield, eyes=eyes)
    guest = Guest(page=window(chromium, eyes, PHONE), at=springfield, eyes=eyes)

    reservation_id = advisor_prepares(advisor, window(chromium, Eyes(), DESK))
    guest_adds_card_and_agrees(guest)
    guest.sign_with_a_finger()
    advisor.authorise_hold()
    advisor.start()
    agreement = guest_reads(guest, "Your signed agreement", "Your signed agreement", "Download the agreement")
    bill = advisor.finish("12,110", "6")
    receipt = guest_reads(guest, "Your receipt and agreement", "Receipt", "Download the receipt")

    assert GUEST in agreement
    assert "$17.80" in bill  # a quarter of 17.8 gallons × $4.00
    assert "$17.80" in receipt
    assert "$32.20" in receipt  # released: $50.00 held − $17.80 taken
    assert finished_for_the_partner(springfield, guest.page) == [reservation_id]
    assert subjects(springfield) == ["Thank you, Robin"]
    history = advisor.history().lower()
    for verb in ("assigned", "signed", "started", "finished", "document sealed"):
        assert verb in history
    assert len(eyes.looked_at) >= 20


def test_the_same_by_an_advisor_with_a_phone_and_a_guest_without_javascript(
    springfield: Springfield, chromium: Browser, eyes: Eyes
) -> None:
    asleep = Eyes(asleep=True)  # the guest's pages were looked at
    advisor = Advisor(page=window(chromium, eyes, PHONE), at=springfield, eyes=eyes)
    guest = Guest(page=window(chromium, asleep, PHONE, scripts=False), at=springfield, eyes=asleep)

    advisor_prepares(advisor, window(chromium, Eyes(), DESK))
    guest_adds_card_and_agrees(guest)
    guest.sign_by_typing()
    advisor.authorise_hold()
    advisor.start()
    agreement = guest_reads(guest, "Your signed agreement", "Your signed agreement", "Download the agreement")
    bill = advisor.finish("12,110", "6")

    assert GUEST in agreement
    assert "$17.80" in bill  # a quarter of 17.8 gallons × $4.00


def advisor_prepares(advisor: Advisor, app: Page) -> str:
    """From the booking in the app to the text with the link; the Reservation ID."""
    reservation_id = AppUser(page=app, at=advisor.at).book()
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
    return reservation_id


def guest_adds_card_and_agrees(guest: Guest) -> None:
    """From the text to the signature."""
    guest.open_text("read and sign here")
    guest.answer()
    guest.add_card()
    guest.agree()


def guest_reads(guest: Guest, text: str, heading: str, button: str) -> str:
    """From the text to the PDF's words."""
    guest.open_text(text)
    guest.answer()
    expect(guest.page.get_by_role("heading", level=1)).to_have_text(heading)
    guest.eyes.look(guest.page)
    return guest.download(button)


def window(chromium: Browser, eyes: Eyes, size: ViewportSize, *, scripts: bool = True) -> Page:
    """A browser of one's own: on a phone with touch, at a desk with a mouse."""
    small = size == PHONE
    context = chromium.new_context(
        viewport=size, has_touch=small, is_mobile=small, accept_downloads=True, java_script_enabled=scripts
    )
    return eyes.watch(context.new_page())


def finished_for_the_partner(springfield: Springfield, page: Page) -> list[str]:
    """The Reservation IDs of finished contracts that the partner heard of."""
    client = springfield.sandbox.client
    until(page, lambda: any(row["type"] == FINISHED for row in client.partner_events()), "the partner")
    heard = [json.loads(row["body"])["data"] for row in client.partner_events() if row["type"] == FINISHED]
    return [each["reservation_id"] for each in heard]


def subjects(springfield: Springfield) -> list[str]:
    """What is in the guest's mail box."""
    return [mail["subject"] for mail in springfield.sandbox.client.emails() if EMAIL in mail["recipient"]]
