"""What a page says beside a field, and what stands typed in it: read from the HTML as a screen reader would find it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"input", "br", "hr", "img", "link", "meta", "use", "path", "source", "wbr"}
CONTROLS = {"input", "select", "textarea"}
MOST_AT_ONE = 2
"""Fields that may share a place for their errors: an amount and its box, a term's title and text."""


@dataclass
class Element:
    """A control or an error, with the elements it stands in, the outermost first."""

    attributes: dict[str, str | None]
    around: list[int]
    words: str = ""
    chosen: str = ""


@dataclass
class Fields:
    """The controls of one form by their names, and every error of the page by its id."""

    controls: dict[str, list[Element]] = field(default_factory=dict)
    errors: dict[str, Element] = field(default_factory=dict)

    def beside(self, name: str) -> str:
        """
        The error of a field; empty where there is none, where it stands elsewhere, or where the control does not point
        at it.
        """
        for control in self.controls.get(name, []):
            for error in self.errors.values():
                place = error.around[-1]
                if (
                    place in control.around
                    and self._pointed_at(control, error)
                    and self._fields_at(place) <= MOST_AT_ONE
                ):
                    return " ".join(error.words.split())
        return ""

    def pointed_at(self, name: str) -> str:
        """The error that a field points at, wherever it stands."""
        [control, *_] = self.controls[name]
        errors = [error.words for error in self.errors.values() if self._pointed_at(control, error)]
        return " ".join(" ".join(errors).split())

    def typed(self, name: str) -> str:
        """What stands in a field."""
        [control, *_] = self.controls[name]
        written = control.attributes.get("value")
        return (control.words.removeprefix("\n") or control.chosen) if written is None else written

    def typed_or_chosen(self) -> set[str]:
        """The names of the fields in which bad input is possible: hidden ones aside, and boxes that are on or off."""
        return {
            name
            for name, [control, *_] in self.controls.items()
            if control.attributes.get("type") not in {"hidden", "checkbox"}
        }

    def _fields_at(self, place: int) -> int:
        return sum(any(place in one.around for one in controls) for controls in self.controls.values())

    def _pointed_at(self, control: Element, error: Element) -> bool:
        if control.attributes.get("type") in {"radio", "checkbox"}:
            return True
        pointed = (control.attributes.get("aria-describedby") or "").split()
        return control.attributes.get("aria-invalid") == "true" and error.attributes["id"] in pointed


class Reader(HTMLParser):
    """Reads the fields of the form with an id, or of the whole page."""

    def __init__(self, form: str | None) -> None:
        super().__init__()
        self.form, self.inside, self.count = form, form is None, 0
        self.open: list[tuple[str, int]] = []
        self.fields = Fields()
        self.reading: list[tuple[int, Element]] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Note a control or an error, and what it stands in."""
        said, self.count = dict(attrs), self.count + 1
        around = [number for _, number in self.open]
        if tag == "form" and self.form is not None:
            self.inside = said.get("id") == self.form
        element = Element(attributes=said, around=around)
        if tag in CONTROLS and self.inside and said.get("name"):
            self.fields.controls.setdefault(str(said["name"]), []).append(element)
        if "error" in str(said.get("class") or "").split() and said.get("id"):
            self.fields.errors[str(said["id"])] = element
        if tag == "option" and "selected" in said and self.reading:
            self.reading[-1][1].chosen = str(said.get("value") or "")
        if tag not in VOID:
            self.open.append((tag, self.count))
            if tag in CONTROLS or element in self.fields.errors.values():
                self.reading.append((self.count, element))

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        """An icon's own tags say nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and whatever was left open in it."""
        if tag not in {name for name, _ in self.open}:
            return
        while self.open:
            name, number = self.open.pop()
            self.reading = [each for each in self.reading if each[0] != number]
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """What stands in a text area or an error."""
        for _, element in self.reading:
            element.words += data


def fields_of(page: str, *, form: str | None = None) -> Fields:
    """The fields of a page, or of the form with this id."""
    reader = Reader(form)
    reader.feed(page)
    return reader.fields
