"""The processor's own pages: where a guest types a card, and where the bank asks the guest to confirm."""

import re
import time
from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from sandbox.lapsing import own_call
from sandbox.processor import checkout
from sandbox.processor.calls import Call
from sandbox.processor.capturing import authenticate
from sandbox.processor.cards import CARDS, MESSAGES, is_card_number, wants_authentication
from sandbox.processor.errors import Json, Refusal
from sandbox.processor.objects import Shelf
from sandbox.processor.payment_methods import card_of, new_payment_method
from sandbox.processor.setup import set_up
from sandbox.world import World

Page = str | AnyResponse | tuple[str, int]


def checkout_pages(world: World) -> Blueprint:
    blueprint = Blueprint("checkout", __name__)
    blueprint.add_url_rule("/checkout/<identifier>", view_func=_card_page(world), methods=["GET", "POST"])
    blueprint.add_url_rule("/checkout/<identifier>/confirm", view_func=_confirm_page(world), methods=["POST"])
    blueprint.add_url_rule("/authenticate/<identifier>", view_func=_authenticate_page(world), methods=["GET", "POST"])
    return blueprint


def _card_page(world: World) -> Callable[[str], Page]:
    def card_page(identifier: str) -> Page:
        with world.store.transaction() as connection:
            call = _call_for(world, connection, identifier)
            session = checkout.found(call, identifier)
            if session["status"] != "open":
                return _ended(session)
            if request.method == "GET":
                return _form(world, call, session)
            return _add_card(world, call, session)

    return card_page


def _call_for(world: World, connection: Any, identifier: str) -> Call:
    row = connection.execute("SELECT account FROM objects WHERE id = ?", (identifier,)).fetchone()
    if row is None:
        abort(404)
    return own_call(world, Shelf(connection, row["account"]), address=request.host_url.rstrip("/"))


def _ended(session: Json) -> Page:
    if session["status"] == "complete":
        return redirect(_success_url(session), code=303)
    return render_template("checkout-ended.html", session=session), 410


def _add_card(world: World, call: Call, session: Json) -> Page:
    typed = {name: request.form.get(name, "").strip() for name in ("number", "expiry", "cvc", "name")}
    errors = _shape_errors(typed)
    number = re.sub(r"\D", "", typed["number"])
    if errors:
        return _form(world, call, session, typed=typed, errors=errors), 422
    if number not in CARDS:
        return _form(world, call, session, typed=typed, errors={"number": MESSAGES["test_mode_live_card"]}), 402
    month, year = re.findall(r"\d+", typed["expiry"])
    method = new_payment_method(call, number, exp_month=int(month), exp_year=2000 + int(year) % 100)
    method["billing_details"]["name"] = typed["name"] or None
    call.shelf.put(method)
    if wants_authentication(card_of(method), set_up=False):
        return render_template("checkout-confirm.html", session=session, method=method)
    return _finish(world, call, session, method, typed)


def _shape_errors(typed: dict[str, str]) -> dict[str, str]:
    errors = {}
    if not is_card_number(re.sub(r"\D", "", typed["number"])):
        errors["number"] = "This card number has a slip in it. Compare it with the card."
    if not re.fullmatch(r"(0?[1-9]|1[0-2]) ?/ ?(20)?\d\d", typed["expiry"]):
        errors["expiry"] = "Write month and year, for example 12 / 34."
    elif _expired(typed["expiry"]):
        errors["expiry"] = "This card has expired."
    if not re.fullmatch(r"\d{3,4}", typed["cvc"]):
        errors["cvc"] = "Three digits on the back, or four on the front of an American Express."
    return errors


def _expired(expiry: str) -> bool:
    month, year = (int(part) for part in re.findall(r"\d+", expiry))
    now = time.gmtime()
    return (2000 + year % 100, month) < (now.tm_year, now.tm_mon)


def _finish(world: World, call: Call, session: Json, method: Json, typed: dict[str, str]) -> Page:
    call.declined_on_request = world.faults.take("stripe", "checkout.card", frozenset({"decline"})) is not None
    intent = call.shelf.get("setup_intent", session["setup_intent"])
    try:
        set_up(call, intent, method)
    except Refusal as declined:
        return _form(world, call, session, typed=typed, errors={"number": str(declined)}), 402
    return redirect(_success_url(checkout.completed(call, session)), code=303)


def _success_url(session: Json) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


def _form(
    world: World,
    call: Call,
    session: Json,
    *,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> str:
    return render_template(
        "checkout.html",
        session=session,
        merchant=_merchant(world, call),
        typed=typed or {},
        errors=errors or {},
        cards=OFFERED,
    )


OFFERED = (
    ("4242 4242 4242 4242", "Visa, accepted"),
    ("5555 5555 5555 4444", "Mastercard, accepted"),
    ("4000 0000 0000 0002", "declined"),
    ("4000 0000 0000 9995", "insufficient funds"),
    ("4000 0000 0000 0341", "accepted, fails when charged"),
    ("4000 0025 0000 3155", "the bank asks the guest"),
)


def _merchant(world: World, call: Call) -> str:
    names = {each.stripe_account: each.name for each in world.configuration.dealerships}
    return names.get(call.shelf.account, "the dealership")


def _confirm_page(world: World) -> Callable[[str], Page]:
    def confirm_page(identifier: str) -> Page:
        with world.store.transaction() as connection:
            call = _call_for(world, connection, identifier)
            session = checkout.found(call, identifier)
            if session["status"] != "open":
                return _ended(session)
            method = call.shelf.get("payment_method", request.form["method"])
            if request.form.get("answer") != "confirm":
                message = "The bank could not confirm that it is you. Try again, or use another card."
                return _form(world, call, session, errors={"number": message}), 402
            return _finish(world, call, session, method, {})

    return confirm_page


def _authenticate_page(world: World) -> Callable[[str], Page]:
    def authenticate_page(identifier: str) -> Page:
        with world.store.transaction() as connection:
            call = _call_for(world, connection, identifier)
            intent = call.shelf.get("payment_intent", identifier)
            if request.method == "GET" and intent["status"] == "requires_action":
                return render_template("authenticate.html", intent=intent, merchant=_merchant(world, call))
            if request.method == "POST" and request.form.get("answer") == "confirm":
                authenticate(call, identifier)
            return redirect(intent.get("_return_url") or "/", code=303)

    return authenticate_page
