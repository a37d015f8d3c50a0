"""The components of the pages that are smaller than a partial: icons, states, amounts, times, fields."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from django import template
from django.conf import settings
from django.forms import BoundField
from django.forms.utils import flatatt
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from djmoney.money import Money

from dealerships.addresses import address
from desk.templatetags import formatting, happenings

register = template.Library()

register.filter("phone", formatting.phone)
register.filter("fuel", formatting.fuel)
register.filter("eighths", formatting.eighths)
register.filter("length_of", formatting.length)
register.filter("event_icon", happenings.event_icon)


@lru_cache(maxsize=1)
def _sprite() -> SafeString:
    return mark_safe(Path(settings.BASE_DIR, "static", "icons.svg").read_text())  # noqa: S308 - a file of ours


@register.simple_tag
def sprite() -> SafeString:
    """Every icon, once per page."""
    return _sprite()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """An icon that a word beside it explains."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#{}"/></svg>', name)


@register.simple_tag
def status(value: str, label: str = "", *, pill: bool = False) -> SafeString:
    """Any state: a shape and a word; ``value`` is the status as the database has it."""
    return _status(str(value), label, pill)


@lru_cache(maxsize=1024)
def _status(value: str, label: str, pill: bool) -> SafeString:  # noqa: FBT001 - what is remembered is told by place
    name = value.replace("_", "-")
    word = label or value.replace("_", " ").capitalize()
    return format_html(
        '<span class="{}" data-status="{}">{}{}</span>',
        "status pill" if pill else "status",
        name,
        icon(f"s-{SHAPES.get(name, name)}"),
        word,
    )


SHAPES = {"voided": "cancelled", "sent": "delivered", "unknown": "queued", "unsaved": "pending", "wanted": "queued"}


@register.simple_tag
def plate(text: str) -> SafeString:
    """A licence plate; a car without one says so."""
    return (
        format_html('<span class="plate">{}</span>', text) if text else mark_safe('<span class="soft">no plate</span>')
    )


@register.simple_tag
def gauge(level: Decimal | None) -> SafeString:
    """Fuel in eight bars and in words."""
    filled = formatting.eighths(level)
    bars = mark_safe('<i class="on"></i>' * filled + "<i></i>" * (8 - filled))  # noqa: S308 - built from numbers
    return format_html('<span class="gauge" role="img" aria-label="{} eighths">{}</span>', filled, bars)


@register.simple_tag(takes_context=True)
def money(context: Context, value: Money | None) -> str:
    """An amount in the dealership's language."""
    return formatting.amount(value, context["dealership"])


@register.simple_tag(takes_context=True)
def distance(context: Context, value: int | None) -> str:
    """A distance in the dealership's unit."""
    return formatting.distance(value, context["dealership"])


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime | None) -> SafeString | str:
    """An instant on the dealership's clock: only as much of it as today asks for."""
    return formatting.UNKNOWN if at is None else _time(at, formatting.when(at, context["dealership"], context["now"]))


@register.simple_tag(takes_context=True)
def told(context: Context, event: Any) -> str:
    """What an event of the history keeps, in words."""
    return happenings.told(event, lambda at: formatting.when(at, context["dealership"], context["now"]))


@register.simple_tag(takes_context=True)
def spoken(context: Context, at: datetime) -> SafeString:
    """An instant inside a sentence."""
    return _time(at, formatting.spoken(at, context["dealership"], context["now"]))


@register.simple_tag(takes_context=True)
def clock(context: Context, at: datetime) -> SafeString:
    """Only the time of day."""
    return _time(at, formatting.clock(at, context["dealership"]))


@register.simple_tag(takes_context=True)
def stamp(context: Context, at: datetime) -> SafeString:
    """The time today, else the day."""
    return _time(at, formatting.stamp(at, context["dealership"], context["now"]))


@register.simple_tag(takes_context=True)
def day(context: Context, on: date | None) -> str:
    """A date; without its year if that is this one."""
    return formatting.UNKNOWN if on is None else formatting.day(on, context["dealership"], context["now"])


@register.simple_tag(takes_context=True)
def local_day(context: Context, at: datetime) -> str:
    """The day of an instant at the dealership."""
    return formatting.day(context["dealership"].local(at).date(), context["dealership"], context["now"])


def _time(at: datetime, text: str) -> SafeString:
    # Nothing here needs escaping: an instant in ISO's letters, and words of the library of locales.
    return SafeString(f'<time datetime="{at.isoformat(timespec="seconds")}">{text}</time>')


@register.simple_tag(takes_context=True, name="address")
def address_tag(context: Context, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page of this dealership."""
    return address(context["dealership"], name, *args, **kwargs)


@register.simple_tag
def form_key() -> SafeString:
    """A key of this very form, so that a second press does nothing twice."""
    return SafeString(f'<input type="hidden" name="form_key" value="{uuid4().hex}">')


@register.inclusion_tag("desk/components/field.html")
def field(bound: BoundField, **looks: Any) -> Mapping[str, Any]:
    """A labelled control with its hint and its errors; ``unit``, ``before`` and ``placing`` dress it."""
    return {"field": bound, **looks}


@register.inclusion_tag("desk/components/eighths.html")
def eighths_field(bound: BoundField, hint: str = "") -> Mapping[str, Any]:
    """Fuel as nine taps, empty to full."""
    return {"field": bound, "hint": hint, "taps": [_tap(choice.data) for choice in bound]}


def _tap(choice: Mapping[str, Any]) -> Mapping[str, Any]:
    """One choice as the library's own template would write it, which takes ten times as long."""
    label = str(choice["label"])
    return {"value": choice["value"], "attributes": flatatt(choice["attrs"]), "short": label[:1], "rest": label[1:]}


@register.filter
def dashes(value: str) -> str:
    """The status as the stylesheet names it."""
    return str(value).replace("_", "-")


@register.filter
def words(value: str) -> str:
    """A status or code in words."""
    return str(value).replace("_", " ").capitalize()


@register.simple_tag(takes_context=True)
def long_day(context: Context, at: datetime) -> str:
    """Tuesday, March 10."""
    return formatting.long_day(at, context["dealership"])


@register.simple_tag
def fleet_bar(by_status: Mapping[str, int]) -> SafeString:
    """The fleet as one bar, a piece per status, as wide as its number; the key below it says the same in words."""
    pieces, start = [], 0
    for name, count in by_status.items():
        pieces.append(format_html('<rect x="{}" width="{}" height="1" data-status="{}"/>', start, count, dashes(name)))
        start += count
    box = format_html(
        '<svg class="fleet-bar" viewBox="0 0 {} 1" preserveAspectRatio="none" aria-hidden="true">', start or 1
    )
    return mark_safe(box + "".join(pieces) + "</svg>")  # noqa: S308 - pieces are escaped


@register.simple_tag
def meter(part: int, whole: int, label: str) -> SafeString:
    """A share, as a bar with its words."""
    return format_html(
        '<svg class="meter" viewBox="0 0 {} 1" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect width="{}" height="1"/></svg>',
        whole or 1,
        label,
        part,
    )


@register.simple_tag
def status_icon(value: str) -> SafeString:
    """Only the shape, where the word stands beside it."""
    name = dashes(value)
    return icon(f"s-{SHAPES.get(name, name)}")
