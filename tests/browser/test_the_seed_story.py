"""A booking of the Lexus App, a walk-in of the same guest, another category at the counter, and three reserve days."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from contracts.models import Contract, Handover
from customers.domain.details import ContactDetails
from dealerships.tenancy import as_dealership
from tests.browser.eyes import Eyes
from tests.browser.people import EMAIL, GUEST, PHONE, Advisor, until
from tests.browser.springfield import Springfield
from tests.browser.test_the_loan import DESK, window
from tests.situations.guests import stranger

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]
SUV, SEDAN = "LX 350", "LX 352"
THREE_DAYS, A_YEAR = timedelta(days=3), timedelta(days=365)


def test_the_apps_booking_outlives_the_walk_in_and_takes_3_of_30_reserve_days(
    springfield: Springfield, chromium: Browser, eyes: Eyes
) -> None:
    known_guest(springfield)
    outside = window(chromium, Eyes(), DESK)
    advisor = Counter(page=window(chromium, eyes, DESK), at=springfield, eyes=eyes)
    reservation_id = books_with_reserve_days(outside, springfield)
    advisor.sign_in()
    advisor.see_the_pickup()

    walk_in = advisor.book_the_walk_in()
    advisor.keep_the_other_one(walk_in)
    advisor.assign_another_category()
    advisor.read_out("20,010")
    advisor.sign_at_the_counter()
    advisor.authorise_hold()
    advisor.start()
    set_aside, after_start = advisor.reserve_days(), heard(springfield, outside, "contract.started")
    drive_for_three_days(springfield, advisor.code)
    bill = advisor.finish("20,110", "6")

    assert set_aside == "3 set aside"
    assert after_start == [{"reservation_id": reservation_id, "model": "ES 350"}]
    assert "3 contract days of 3" in bill
    assert "reserve days: no daily rate." in bill
    assert "$15.90" in bill  # a quarter of 15.9 gallons × $4.00; the days cost nothing
    assert advisor.reserve_days() == "3 used"
    assert advisor.ledger() == ["Set aside at start: -3, leaves 27", "Came with the purchase: +30, leaves 30"]
    assert heard(springfield, outside, "contract.finished") == [
        {"reservation_id": reservation_id, "model": "ES 350", "reserve_days_used": 3, "reserve_days_left": 27}
    ]
    assert walk_in not in [row["confirmation_code"] for row in partner_events(springfield)]
    texts = texts_on_the_phone(outside, springfield)
    for words in ("Your signed agreement for the ES 350", "Your receipt and agreement", "Reserve days left: 27."):
        assert words in texts


def known_guest(springfield: Springfield) -> None:
    """Robin was here before: a profile with a name, a phone and an email."""
    first, last = GUEST.split()
    with as_dealership(springfield.desk.store):
        robin = ContactDetails(first_name=first, last_name=last, phone=PHONE, email=EMAIL)
        stranger(springfield.desk.store, robin)


def books_with_reserve_days(page: Page, at: Springfield) -> str:
    """In the app: an SUV for three days, every paper, the own car with its 30 days; the Reservation ID."""
    page.goto(f"{at.sandbox.address}/lexus-app/")
    page.get_by_label("Pickup").fill(f"{at.pickup:%Y-%m-%dT%H:%M}")
    page.get_by_label("Drop-off").fill(f"{at.dropoff:%Y-%m-%dT%H:%M}")
    page.get_by_text("Profile: licence, insurance, card").click()
    page.get_by_label("Insurance", exact=True).check()
    page.get_by_label("Card", exact=True).check()
    page.get_by_text("Own car and notes").click()
    page.get_by_label("Purchased on").fill(f"{timezone.now() - A_YEAR:%Y-%m-%d}")
    page.get_by_role("button", name="Book", exact=True).click()
    chosen = page.locator(".bookings [aria-current]")
    expect(chosen).to_be_visible()
    return chosen.inner_text()


@dataclass
class Counter(Advisor):
    """Dana, with the guest before her who booked in the app and does not say so."""

    def book_the_walk_in(self) -> str:
        """The search knows the guest, the page knows the booking; it only warns. The new contract's code."""
        page = self.page
        page.goto(f"{self.at.url}/springfield/contracts/new/")
        page.get_by_label("Find a customer").press_sequentially("castell")
        page.get_by_role("link", name=f"Choose {GUEST}").click()
        expect(self.warning).to_contain_text(f"{GUEST} also has LS-")
        expect(self.warning.get_by_role("link", name="Cancel the other one")).to_be_visible()
        self.eyes.look(page)
        page.get_by_label("Group or program").select_option(label="Service loaners")
        page.get_by_role("button", name="Book", exact=True).click()
        self.remember_contract()
        return self.code

    def keep_the_other_one(self, walk_in: str) -> None:
        """Follow the warning to the app's booking; cancel the walk-in from there."""
        page = self.page
        self.warning.get_by_role("link", name="Open it").click()
        expect(self.main).to_contain_text("Lexus App")
        self.remember_contract()
        expect(self.warning).to_contain_text(f"{GUEST} also has {walk_in}")
        self.eyes.look(page)
        self.warning.get_by_role("link", name="Cancel the other one").click()
        page.get_by_label("Reason").fill("Booked in the app already")
        page.get_by_role("button", name="Cancel reservation").click()
        expect(self.main).to_contain_text("No vehicle yet")
        expect(self.warning).to_have_count(0)
        assert page.url.endswith(f"/contracts/{self.code}/")

    def assign_another_category(self) -> None:
        """The guest would rather have the sedan; the list says what was booked."""
        self.page.get_by_role("link", name="Assign vehicle").click()
        booked = self.page.locator("li", has_text=SUV)
        expect(booked).to_contain_text("Booked vehicle")
        similar = self.page.locator("li", has_text=SEDAN)
        expect(similar).not_to_contain_text("Booked vehicle")
        expect(similar).to_contain_text("Similar")
        similar.get_by_role("button", name=re.compile("^Assign")).click()
        expect(self.main).to_contain_text("Start sets 3 aside")

    def sign_at_the_counter(self) -> None:
        """On this screen, by typing the name."""
        page = self.page
        until(page, lambda: "Card on file" in (self.main.text_content() or ""), "the card that the app sent")
        page.get_by_role("button", name="Sign here").click()
        for term in page.locator("input[name=accepted]").all():
            term.check()
        page.get_by_label("I agree to sign and receive documents electronically").check()
        page.get_by_label("Name of whoever signs").fill(GUEST)
        page.get_by_role("button", name="Sign", exact=True).click()
        expect(page.locator("body")).to_contain_text("Signed. The terms are frozen.")

    def reserve_days(self) -> str:
        """What stands beside the heading on the contract's page."""
        self.page.goto(f"{self.at.url}/springfield/contracts/{self.code}/")
        return self.days.locator("header b").inner_text()

    def ledger(self) -> list[str]:
        """The lines of the guest's account, newest first, without who told what is left."""
        self.page.locator("section", has=self.page.get_by_role("heading", name="Reservation")).get_by_role(
            "link", name=GUEST
        ).click()
        expect(self.days).to_contain_text("27 left")
        self.eyes.look(self.page)
        lines = [re.sub(r"\n.*\. ", ": ", row) for row in self.days.locator(".history li > div").all_inner_texts()]
        return [line for line in lines if not line.startswith("Told by")]

    def remember_contract(self) -> None:
        """The contract that is shown now."""
        self.page.wait_for_url(re.compile(r"/contracts/LS-[A-Z0-9]+/$"))
        self.open_contract()

    @property
    def warning(self) -> Locator:
        """The notice of a possible duplicate."""
        return self.page.locator(".notice", has_text="Possible duplicate.")

    @property
    def days(self) -> Locator:
        """The panel of the reserve days."""
        return self.page.locator("section", has=self.page.get_by_role("heading", name="Reserve days"))


def drive_for_three_days(springfield: Springfield, code: str) -> None:
    """Nobody waits for three days: the start is put back instead."""
    with as_dealership(springfield.desk.store):
        Contract.objects.filter(reservation__code=code).update(actual_pickup_at=F("actual_pickup_at") - THREE_DAYS)
        Handover.objects.filter(contract__reservation__code=code).update(out_at=F("out_at") - THREE_DAYS)


def heard(springfield: Springfield, page: Page, kind: str) -> list[dict[str, Any]]:
    """What the partner heard of this kind, as far as the story tells of it."""
    until(page, lambda: any(row["type"] == kind for row in springfield.sandbox.client.partner_events()), kind)
    told = ("reservation_id", "model", "reserve_days_used", "reserve_days_left")
    return [{name: row[name] for name in told if name in row} for row in partner_events(springfield, kind)]


def partner_events(springfield: Springfield, kind: str = "") -> list[dict[str, Any]]:
    """The data of every event, or of those of a kind."""
    rows = springfield.sandbox.client.partner_events()
    return [json.loads(row["body"])["data"] for row in rows if kind in ("", row["type"])]


def texts_on_the_phone(page: Page, springfield: Springfield) -> str:
    """Every text and email that Robin's phone shows, once the receipt has come."""
    page.goto(f"{springfield.sandbox.address}/phone/{PHONE}")
    until(page, lambda: page.locator(".bubble", has_text="Your receipt").count() > 0, "the receipt")
    return page.get_by_role("list", name="Texts and emails").inner_text()
