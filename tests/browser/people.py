"""Who clicks: the advisor at the desk, the guest with a phone; each step as a person would say it."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.eyes import Eyes
from tests.browser.springfield import Springfield
from tests.situations.staff import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Locator

PATIENCE_SECONDS = 60.0
GUEST, PHONE, EMAIL = "Robin Castell", "+13125550184", "robin.castell@example.com"
CONTRACT = re.compile(r"/contracts/(LS-[A-Z0-9]+)/$")


def until(page: Page, seen: Callable[[], bool], what: str) -> None:
    """Reload the page, as people do, until something has happened behind it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not seen():
        assert time.monotonic() < deadline, f"waited in vain for {what}: {page.inner_text('main')[:600]}"
        page.wait_for_timeout(400)
        page.reload()


@dataclass
class AppUser:
    """Books in the Lexus App, on the sandbox's page."""

    page: Page
    at: Springfield

    def book(self) -> str:
        """An SUV from a quarter of an hour on, without licence, insurance or card; the Reservation ID."""
        page = self.page
        page.goto(f"{self.at.sandbox.address}/lexus-app/")
        page.get_by_label("Pickup").fill(f"{self.at.pickup:%Y-%m-%dT%H:%M}")
        page.get_by_label("Drop-off").fill(f"{self.at.dropoff:%Y-%m-%dT%H:%M}")
        page.get_by_text("Profile: licence, insurance, card").click()
        page.get_by_label("Licence", exact=True).uncheck()
        page.get_by_role("button", name="Book", exact=True).click()
        chosen = page.locator(".bookings [aria-current]")
        expect(chosen).to_be_visible()
        return chosen.inner_text()


@dataclass
class Advisor:
    """Dana at the desk, or with the desk on a phone."""

    page: Page
    at: Springfield
    eyes: Eyes
    code: str = ""

    def sign_in(self) -> None:
        """Through the real door."""
        self.page.goto(f"{self.at.url}/accounts/login/")
        self.eyes.look(self.page)
        self.page.get_by_label("Email").fill("dana@springfield.example")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        expect(self.page).to_have_url(f"{self.at.url}/springfield/")

    def see_the_pickup(self) -> None:
        """On the dashboard, marked Lexus App."""
        row = self.page.locator("li", has=self.page.get_by_role("link", name=GUEST))
        until(self.page, lambda: row.count() > 0, "the booking")
        assert "Lexus App" in (row.first.text_content() or "")
        self.eyes.look(self.page)

    def search(self, words: str) -> None:
        """Type it into the masthead."""
        field = self.page.locator("#q")
        field.fill(words)
        field.press("Enter")
        expect(self.page.get_by_role("main")).to_contain_text(GUEST)
        self.eyes.look(self.page)

    def open_contract(self) -> None:
        """A search with one hit has opened it already."""
        found = CONTRACT.search(self.page.url)
        assert found, f"The Reservation ID did not lead to the contract, but to {self.page.url}"
        self.code = found[1]

    def assign(self, plate: str) -> None:
        """The vehicle with this plate."""
        self.page.get_by_role("link", name="Assign vehicle").click()
        self.eyes.look(self.page)
        self.page.locator("li", has_text=plate).get_by_role("button", name=re.compile("^Assign")).click()
        expect(self.main).to_contain_text(plate)

    def type_in_licence(self) -> None:
        """As it stands on the card."""
        self.page.get_by_role("link", name="Add licence").click()
        self.fill(**{"Licence number": "E420-1177-9034", "Born": "1988-04-02", "Expires": "2032-04-02"})
        self.page.get_by_label("State").fill("IL")
        self.save()

    def type_in_insurance(self) -> None:
        """As it stands on the card."""
        self.page.get_by_role("link", name="Add insurance").click()
        self.fill(**{"Carrier": "Acme Mutual", "Policy number": "PX-99812", "Expires": "2032-12-31"})
        self.save()

    def read_out(self, odometer: str) -> None:
        """Odometer, a full tank, the walk-around."""
        form = self.page.locator("form[action$='/readings/']")
        form.get_by_label("Odometer").fill(odometer)
        full(form, "8")
        form.get_by_role("button", name="Save").click()
        self.page.get_by_role("button", name="Walk-around seen").click()
        expect(self.page.get_by_role("button", name="Walk-around seen")).to_have_count(0)

    def text_the_guest(self) -> None:
        """A link for card, agreement and signature."""
        self.page.get_by_role("button", name=re.compile("^Text the guest")).first.click()
        expect(self.page.locator("body")).to_contain_text("A link is on its way")

    def authorise_hold(self) -> None:
        """The page follows by itself."""
        self.page.reload()
        self.page.get_by_role("button", name="Authorise hold").click()
        self.page.wait_for_load_state()
        self.page.evaluate("window.stillHere = true")
        expect(self.page.get_by_role("button", name="Start contract")).to_be_visible()
        assert self.page.evaluate("window.stillHere") is True
        self.eyes.look(self.page)

    def start(self) -> None:
        """Hand the car over."""
        self.page.get_by_role("button", name="Start contract").click()
        expect(self.main).to_contain_text("If it came back now")
        self.eyes.look(self.page)

    def finish(self, odometer: str, fuel: str) -> str:
        """What came back; the bill, then the money."""
        page = self.page
        page.goto(f"{self.at.url}/springfield/contracts/{self.code}/finish/")
        page.get_by_label("Odometer in").fill(odometer)
        full(page.locator("#finish"), fuel)
        take = page.get_by_role("button", name=re.compile(r"^Take \$"))
        expect(take).to_be_visible()
        self.eyes.look(page)
        bill = page.locator("#bill").inner_text()
        take.click()
        expect(self.main).to_contain_text("Came back")
        until(page, lambda: "On its way" not in self.main.inner_text(), "the money")
        self.eyes.look(page)
        return bill

    def history(self) -> str:
        """What the contract's history tells."""
        self.page.goto(f"{self.at.url}/springfield/contracts/{self.code}/")
        return self.page.locator("section", has=self.page.get_by_role("heading", name="History")).inner_text()

    def fill(self, **said: str) -> None:
        """Type into labelled fields."""
        self.eyes.look(self.page)
        for label, words in said.items():
            self.page.get_by_label(label).fill(words)

    def save(self) -> None:
        """Press the form's own button."""
        self.page.locator("main form button.primary").click()
        expect(self.main).to_contain_text("Before start")

    @property
    def main(self) -> "Locator":
        """What the page is about."""
        return self.page.get_by_role("main")


def full(form: "Locator", eighths: str) -> None:
    """Tap the fuel, in eighths."""
    form.locator(f".eighths input[value='{eighths}']").check(force=True)


@dataclass
class Guest:
    """Robin, with a phone in the hand."""

    page: Page
    at: Springfield
    eyes: Eyes

    def open_text(self, words: str) -> None:
        """Wait for a text with these words, and tap its link."""
        self.page.goto(f"{self.at.sandbox.address}/phone/{PHONE}")
        bubble = self.page.locator(".bubble", has_text=words)
        until(self.page, lambda: bubble.count() > 0, f"a text with “{words}”")
        self.page.goto(bubble.last.get_by_role("link").first.get_attribute("href") or "")
        self.eyes.look(self.page)

    def answer(self) -> None:
        """The last four digits."""
        self.page.get_by_label("Last four digits of your phone number").fill(PHONE[-4:])
        self.page.get_by_role("button", name="Open").tap()

    def add_card(self) -> None:
        """On the processor's own page."""
        page = self.page
        expect(page.get_by_role("heading", level=1)).to_have_text("Add a card")
        expect(page.get_by_role("main")).to_contain_text("$50.00")
        self.eyes.look(page)
        page.get_by_role("button", name="Add card").click()
        expect(page).to_have_url(re.compile(rf"^{re.escape(self.at.sandbox.address)}/checkout/"))
        page.get_by_label("Card number").fill("4242 4242 4242 4242")
        page.get_by_label("Expires").fill("12 / 34")
        page.get_by_label("Security code").fill("123")
        page.get_by_role("button", name="Add card").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("Visa •• 4242 is in")
        self.eyes.look(page)
        page.get_by_role("link", name="Go on").tap()

    def agree(self) -> None:
        """Consent, then each term by itself."""
        page = self.page
        expect(page.get_by_role("heading", level=1)).to_contain_text("is ready to sign for")
        self.eyes.look(page)
        page.get_by_label("I agree to sign and receive documents electronically").check()
        page.get_by_role("button", name="Go on").tap()
        for title in ("Fuel", "Tolls and fines"):
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
            self.eyes.look(page)
            page.get_by_role("button", name="I agree").tap()

    def sign_with_a_finger(self) -> None:
        """Across the pad, by touch."""
        page = self.page
        expect(page.get_by_role("heading", level=1)).to_have_text("Your signature")
        self.eyes.look(page)
        box = page.locator(".signature canvas").bounding_box()
        assert box is not None
        touch = page.context.new_cdp_session(page)
        points = [{"x": box["x"] + 30 + step * 12, "y": box["y"] + (50 if step % 2 else 110)} for step in range(18)]
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [points[0]]})
        for point in points[1:]:
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert page.locator("input[name=drawing]").input_value().startswith("M")
        page.get_by_role("button", name="Sign and send").click()  # a tap right after a stroke is taken for a part of it
        expect(page.get_by_role("heading", level=1)).to_have_text("Signed. Thank you, Robin")
        self.eyes.look(page)

    def sign_by_typing(self) -> None:
        """Without JavaScript there is no pad: the name is typed."""
        page = self.page
        expect(page.locator(".signature")).to_be_hidden()
        page.get_by_label("Your full name").fill("Robin Castell")
        page.get_by_role("button", name="Sign and send").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("Signed. Thank you, Robin")

    def download(self, name: str) -> str:
        """Save a PDF; its words."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name=name).tap()
        saved = Path(coming.value.path())
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(saved.read_bytes())).pages)
