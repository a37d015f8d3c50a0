"""What the sections of a program's page send: the page's own values, with what somebody types instead."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class Form(HTMLParser):
    """The values of the form with an id, as a browser would send them."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted, self.inside = wanted, False
        self.values: dict[str, str] = {}
        self.selected: str | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Note inputs that are sent, and the chosen option of a select."""
        said = dict(attrs)
        if tag == "form":
            self.inside = said.get("id") == self.wanted
        if not self.inside:
            return
        ticked = said.get("type") in {"checkbox", "radio"}
        if tag == "input" and (not ticked or "checked" in said):
            self.values[said["name"]] = said.get("value", "on" if ticked else "")
        if tag == "select":
            self.selected = said["name"]
        if tag == "option" and "selected" in said and self.selected:
            self.values[self.selected] = said.get("value", "")


def form_of(client: Client, page: str, section: str) -> dict[str, str]:
    """What a section would send if nobody typed anything."""
    form = Form(section.replace("_", "-"))
    form.feed(client.get(page).text)
    return form.values


def send(client: Client, page: str, section: str, **typed: str | None) -> Any:
    """Type into a section and press Save; None unticks a box."""
    values = form_of(client, page, section) | typed
    sent = {name: value for name, value in values.items() if value is not None}
    return client.post(f"{page}sections/{section}/", sent)


def save_own(client: Client, page: str, section: str, **typed: str) -> Any:
    """Type into a section of the settings that are the program's own and press Save."""
    return client.post(f"{page}own/{section}/", form_of(client, f"{page}own/", section) | typed)
