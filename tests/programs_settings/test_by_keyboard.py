"""An agreement and a program's rates set up by keyboard, and terms dragged, in Chromium, at a desk and on a phone."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from dealerships.tenancy import as_dealership
from programs.models import ModelRate
from programs.queries import text_of, versions
from tests.browser.eyes import Eyes
from tests.situations import Counter, riley

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]

SIZES = [pytest.param((1440, 900), id="desk"), pytest.param((390, 844), id="phone")]
MOST_TABS = 150
NAME = """() => {
  const here = document.activeElement;
  return here.getAttribute("aria-label") || here.labels?.[0]?.textContent.trim() || here.textContent.trim();
}"""


@pytest.fixture(params=SIZES)
def page(
    request: pytest.FixtureRequest, chromium: Browser, live_server: LiveServer, committed_desk: Counter
) -> Iterator[Page]:
    """Riley's browser, signed in; it must not complain about anything."""
    with as_dealership(committed_desk.store):
        user = riley(committed_desk.store).user
    assert user is not None
    client = Client()
    client.force_login(user)
    width, height = request.param
    context = chromium.new_context(
        base_url=f"{live_server.url}/springfield/", viewport={"width": width, "height": height}
    )
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
    page, eyes = context.new_page(), Eyes()
    eyes.watch(page)
    yield page
    if page.locator("[hx-trigger*=load]").count():
        page.wait_for_load_state("networkidle")  # what still reads the tables would be in the way of emptying them
    context.close()
    assert not eyes.complaints, "\n".join(eyes.complaints)


def test_an_agreement_is_written_and_published_without_a_mouse(page: Page, committed_desk: Counter):
    desk = committed_desk
    page.goto(f"settings/agreements/{desk.agreement.code}/")

    tab_to(page, "Agreement text, English")
    page.keyboard.press("Control+End")
    page.keyboard.type(" The plate is ")
    tab_to(page, "Insert vehicle.plate")
    page.keyboard.press("Enter")
    page.keyboard.type(", and I wash it.")
    tab_to(page, "Move term 1 down")
    page.keyboard.press("Enter")
    tab_to(page, "Publish version 2", back=True)
    page.keyboard.press("Enter")

    expect(page.get_by_text("Version 2 is in use. You are writing version 3")).to_be_visible()
    with as_dealership(desk.store):
        newest = text_of(versions(dealership=desk.store, agreement=desk.agreement)[0])
    assert "The plate is {{ vehicle.plate }}, and I wash it." in newest.body.replace("\xa0", " ")
    assert [term.title for term in newest.terms] == ["Tolls and fines", "Fuel"]


def test_bold_words_stay_bold_on_a_paper_that_begins_empty_and_is_emptied_again(page: Page, committed_desk: Counter):
    page.goto("settings/agreements/add/")
    page.get_by_label("Name").fill("Shuttle")
    page.keyboard.press("Enter")
    paper, source = page.get_by_role("textbox", name="Agreement text, English"), page.locator("#id_body")
    paper.focus()
    painted(page)
    page.keyboard.type("The ")
    bold_by_keys(page, "car", then=" of ")
    tab_to(page, "Insert vehicle.model")
    page.keyboard.press("Enter")
    begun = source.input_value()

    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    bold_by_keys(page, "Once", then=" more")

    assert begun.replace("\xa0", " ") == "<p>The <b>car</b> of {{ vehicle.model }}</p>"
    assert source.input_value().replace("\xa0", " ") == "<p><b>Once</b> more</p>"


def painted(page: Page) -> None:
    """Wait until the page has come to the screen: Chromium holds the one before as long, and drops what is typed."""
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")


def bold_by_keys(page: Page, words: str, *, then: str) -> None:
    """Write words in bold, and on in plain."""
    page.keyboard.press("Control+b")
    page.keyboard.type(words)
    page.keyboard.press("Control+b")
    page.keyboard.type(then)


def test_a_rate_for_a_model_is_set_without_a_mouse(page: Page, committed_desk: Counter):
    desk = committed_desk
    page.goto(f"settings/programs/{desk.program.code}/")
    expect(page.get_by_text("1 model has no rate.")).to_be_visible()

    tab_to(page, "Daily rate for ES 350")
    page.keyboard.type("12.50")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Daily Rate by Vehicle Model saved.")).to_be_visible()
    expect(page.get_by_text("1 model has no rate.")).to_have_count(0)
    with as_dealership(desk.store):
        assert ModelRate.objects.get(dealership=desk.store, model_key="es350").rate.amount == 12.5


def test_terms_are_dragged_with_a_mouse_or_a_finger(page: Page, committed_desk: Counter):
    page.goto(f"settings/agreements/{committed_desk.agreement.code}/")
    titles, grips = page.locator("#terms [name=term_title]"), page.locator("#terms .grip")
    page.locator("#terms").scroll_into_view_if_needed()

    drag(page, grips.nth(0), to=grips.nth(1))
    by_mouse = [title.input_value() for title in titles.all()]
    drag(page, grips.nth(0), to=grips.nth(1), finger=True)
    by_finger = [title.input_value() for title in titles.all()]
    drag(page, grips.nth(0), to=grips.nth(1), let_go=False)
    page.keyboard.press("Escape")
    page.mouse.up()

    assert by_mouse == ["Tolls and fines", "Fuel"]
    assert by_finger == ["Fuel", "Tolls and fines"]
    assert [title.input_value() for title in titles.all()] == by_finger
    expect(page.get_by_label("Term 1, title")).to_have_value("Fuel")


def drag(page: Page, grip: Locator, *, to: Locator, finger: bool = False, let_go: bool = True) -> None:
    """Press on a grip and go, in steps, a little past the place of another."""
    here, there = grip.bounding_box(), to.bounding_box()
    assert here is not None
    assert there is not None
    x, start, end = here["x"] + 5, here["y"] + 5, there["y"] + there["height"] + 60
    path = [start + (end - start) * step / 5 for step in range(6)]
    if finger:
        touch = page.context.new_cdp_session(page)
        for kind, y in [("touchStart", start), *[("touchMove", y) for y in path]]:
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        return
    page.mouse.move(x, start)
    page.mouse.down()
    for y in path:
        page.mouse.move(x, y)
    if let_go:
        page.mouse.up()


def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate(NAME) == name:
            return
    pytest.fail(f"No Tab led to “{name}”.")
