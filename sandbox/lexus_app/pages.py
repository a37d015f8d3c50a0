"""The Lexus App's page: book like a guest, watch the phone, see what was sent and answered."""

import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from sandbox.configuration import Dealership
from sandbox.exchanges import clear, latest
from sandbox.lexus_app.actions import ACTIONS, UnknownReservation
from sandbox.lexus_app.availability import USUAL, Availability, availability
from sandbox.lexus_app.bookings import Booking, e164, find, instant, of_dealership
from sandbox.lexus_app.form import CARD_TOKENS, faults_in, first_values, values_of
from sandbox.lexus_app.reserve import counted
from sandbox.moments import clock_time, to_the_second
from sandbox.phone import phone
from sandbox.texts.numbers import is_e164
from sandbox.world import World

CHANNELS = {"": "All", "lexus_app": "Lexus App", "texts": "Texts", "cards": "Card processor"}
OFFERED = frozenset({"book", "change"})
Page = str | AnyResponse | tuple[str, int]


def app_pages(world: World) -> Blueprint:
    blueprint = Blueprint("lexus_app", __name__)
    blueprint.add_url_rule("/lexus-app/", view_func=_page(world))
    blueprint.add_url_rule("/lexus-app/clear", view_func=_clear(world), methods=["POST"])
    blueprint.add_url_rule("/lexus-app/<action>", view_func=_act(world), methods=["POST"])
    return blueprint


def _page(world: World) -> Callable[[], Page]:
    def page() -> Page:
        dealership = _dealership(world, request.args)
        if dealership is None:
            return render_template("waiting.html")
        booking = find(world, request.args.get("reservation", ""))
        values = values_of(booking, dealership.time_zone) if booking else first_values(dealership.time_zone)
        values |= counted(world, values["vin"], reservation_id=booking.reservation_id if booking else "")
        if "pickup" in request.args:
            values = {**request.args.to_dict()}
        return _rendered(world, dealership, values, booking)

    return page


def _dealership(world: World, given: Mapping[str, str]) -> Dealership | None:
    dealerships = world.configuration.dealerships
    chosen = world.configuration.dealership(given.get("dealer", ""))
    return chosen or (dealerships[0] if dealerships else None)


def _rendered(
    world: World,
    dealership: Dealership,
    values: Mapping[str, str],
    booking: Booking | None,
    errors: list[str] | None = None,
) -> str:
    number = e164(values.get("phone", ""))
    channel = request.args.get("channel", "")
    return render_template(
        "lexus-app.html",
        dealership=dealership,
        dealerships=world.configuration.dealerships,
        desk=world.configuration.address,
        now=clock_time(time.time(), dealership.time_zone),
        values=values,
        errors=errors or [],
        offer=_offer(dealership, values),
        tokens=CARD_TOKENS,
        booking=booking,
        bookings=of_dealership(world, dealership.dealer_code),
        phone=phone(world, number, values.get("email", "")) if is_e164(number) else None,
        channels=CHANNELS,
        channel=channel,
        exchanges=_exchanges(world, channel, dealership.time_zone),
        here=_address(dealership, booking.reservation_id if booking else ""),
    )


def _offer(dealership: Dealership, values: Mapping[str, str]) -> Availability:
    """The categories for the typed times; a page that only refreshes itself does not ask the desk again."""
    if "X-Refresh" in request.headers:
        return Availability(categories=USUAL, said="", live=False)
    times = first_values(dealership.time_zone) if faults_in(values) else values
    pickup_at, dropoff_at = (instant(times[name], dealership.time_zone) for name in ("pickup", "dropoff"))
    return availability(dealership, pickup_at, dropoff_at)


def _exchanges(world: World, channel: str, time_zone: str) -> list[dict[str, Any]]:
    return [dict(row) | {"time": to_the_second(row["at"], time_zone)} for row in latest(world, channel=channel)]


def _address(dealership: Dealership, reservation_id: str) -> str:
    chosen = {"dealer": dealership.dealer_code} | ({"reservation": reservation_id} if reservation_id else {})
    return f"/lexus-app/?{urlencode(chosen)}"


def _act(world: World) -> Callable[[str], Page]:
    def act(action: str) -> Page:
        dealership, form = _dealership(world, request.form), request.form.to_dict()
        if action not in ACTIONS or dealership is None:
            abort(404)
        errors = faults_in(form) or full_in(world, dealership, action, form)
        if not errors:
            try:
                return redirect(_address(dealership, ACTIONS[action](world, dealership, form)), code=303)
            except UnknownReservation as reason:
                errors = [str(reason)]
        return _rendered(world, dealership, form, find(world, form.get("reservation", "")), errors), 422

    return act


def full_in(world: World, dealership: Dealership, action: str, form: Mapping[str, str]) -> list[str]:
    """The app lets nobody book, or change to, what is full as it asks; the desk may know better a moment later."""
    booking = find(world, form.get("reservation", "")) if action == "change" else None
    category = form.get("category", "")
    kept = booking is not None and booking.data["vehicle_category"] == category
    if action not in OFFERED or kept or not _offer(dealership, form).is_full(category):
        return []
    return [f"{category} is full at these times. Choose another category, or other times."]


def _clear(world: World) -> Callable[[], AnyResponse]:
    def clear_exchanges() -> AnyResponse:
        clear(world)
        back = request.form.get("back", "")
        return redirect(back if back.startswith("/lexus-app/") else "/lexus-app/", code=303)

    return clear_exchanges
