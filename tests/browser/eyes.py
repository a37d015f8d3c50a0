"""Look at every page that is passed through: no refused content, no error, no barrier that axe finds serious."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

SERIOUS = {"serious", "critical"}
RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WATCHER = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP refuses ${event.violatedDirective} ${event.blockedURI}`));
"""


ENOUGH = 4_000
# A form that is shown again with its faults; a live part that was overtaken by the next key, or by leaving the page.
NO_COMPLAINT = ("status of 422", "htmx:sendAbort", "htmx:afterRequest")


@dataclass
class Eyes:
    """Collects what is wrong, with the page on which it was seen."""

    complaints: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    asleep: bool = False

    def watch(self, page: Page) -> Page:
        """Hear what the browser says of this page from now on."""
        page.add_init_script(WATCHER)
        page.on("console", lambda message: self._hear(page, message))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def look(self, page: Page) -> None:
        """Let axe look at the whole page, unrolled: a bar that sticks to the edge covers nothing for good."""
        if self.asleep:
            return
        self.looked_at.append(page.url)
        size = page.viewport_size
        assert size is not None
        page.set_viewport_size({"width": size["width"], "height": ENOUGH})
        for found in Axe().run(page, options=RULES).response["violations"]:
            if found["impact"] in SERIOUS:
                where = "; ".join(node["html"][:160] for node in found["nodes"][:3])
                self.complaints.append(f"{page.url}: {found['id']} ({found['impact']}): {where}")
        page.set_viewport_size(size)

    def _hear(self, page: Page, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in NO_COMPLAINT):
            self.complaints.append(f"{page.url}: {message.text}")
