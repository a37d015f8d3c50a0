"""Every page of settings, gone through with Tab alone: each control is reached, in order, and seen to have the focus."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.programs_settings.test_by_keyboard import page
from tests.situations import Counter

__all__ = ["page"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("processes")]

PAGES = (
    "",
    "dealership/",
    "vehicle-categories/",
    "vehicle-groups/",
    "vehicle-groups/{group}/",
    "vehicle-groups/{group}/bench/",
    "vehicle-groups/{group}/history/",
    "programs/",
    "programs/{program}/",
    "programs/{program}/own/",
    "agreements/",
    "agreements/{agreement}/",
)
MOST_INSIDE = 80
"""Stops that no control has: at the parts of a day and a time within their fields, and at what can be scrolled."""
WATCH = """() => {
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable=true]";
  const group = (control) => control.type === "radio" && control.name ? control.form?.id + control.name : control;
  const stops = [...document.querySelectorAll(all)].filter((control) =>
    control.tabIndex >= 0 && !control.disabled && control.checkVisibility({ visibilityProperty: true }) &&
    !control.closest("[inert], dialog:not([open])"));
  window.stops = [...new Set(stops.map(group))];
  window.reached = [];
  window.unseen = [];
  document.addEventListener("focusin", ({ target }) => {
    const place = window.stops.indexOf(group(target));
    window.reached.push(place);
    const shown = [target, target.parentElement, target.nextElementSibling].some((each) => {
      const style = each && getComputedStyle(each);
      return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0));
    });
    if (!shown) window.unseen.push(target.outerHTML.slice(0, 160));
  });
  return window.stops.length;
}"""
SEEN = """() => ({
  missed: window.stops.filter((_, place) => !window.reached.includes(place))
    .map((stop) => stop.outerHTML ? stop.outerHTML.slice(0, 160) : stop),
  unseen: window.unseen,
  backwards: window.reached.slice(0, window.reached.indexOf(window.stops.length - 1) + 1)
    .filter((place, step, steps) => place >= 0 && place < Math.max(...steps.slice(0, step), 0)).length,
})"""


def test_tab_reaches_every_control_in_order_and_shows_where_it_is(page: Page, committed_desk: Counter):
    desk = committed_desk
    codes = {"group": desk.group.code, "program": desk.program.code, "agreement": desk.agreement.code}

    found: dict[str, Any] = {}
    for address in PAGES:
        page.goto(f"settings/{address.format(**codes)}")
        if page.locator("[hx-trigger*=load]").count():
            page.wait_for_load_state("networkidle")
        press_tab(page, page.evaluate(WATCH))
        seen = page.evaluate(SEEN)
        if any(seen.values()):
            found[address] = seen

    assert found == {}


def press_tab(page: Page, stops: int) -> None:
    """So often as there are controls, and then until the last has the focus."""
    for pressed in range(stops + MOST_INSIDE):
        page.keyboard.press("Tab")
        if pressed >= stops - 1 and page.evaluate("window.reached.includes(window.stops.length - 1)"):
            return
