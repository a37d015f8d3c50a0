"""What dealerships tell the Lexus App: checked, kept, answered; a finished loan is thanked for by email."""

import json
import time
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request

from sandbox.exchanges import note
from sandbox.faults import Fault
from sandbox.hanging_up import hang_up
from sandbox.lexus_app.signing import NotGenuine, check
from sandbox.lexus_app.thanks import thank
from sandbox.world import World

POSSIBLE_FAULTS = frozenset(
    {"timeout_before", "timeout_after", "error_500_before", "error_500_after", "rate_limit", "gone"}
)
AT_ONCE = {"error_500_before": 500, "rate_limit": 429, "gone": 410}


def partner_endpoint(world: World) -> Blueprint:
    blueprint = Blueprint("partner", __name__)
    blueprint.add_url_rule("/lexus-app/events/<dealer_code>", view_func=_receive(world), methods=["POST"])
    return blueprint


def _receive(world: World) -> Callable[[str], Response]:
    def receive(dealer_code: str) -> Response:
        fault = world.faults.take("lexus_app", "events", POSSIBLE_FAULTS)
        if fault and fault.fault in AT_ONCE:
            return _answer(AT_ONCE[fault.fault], {"error": fault.fault}, retry_after=fault.fault == "rate_limit")
        if fault and fault.fault == "timeout_before":
            return hang_up(world, request.environ, fault.seconds)
        return _after(world, fault, _taken(world, dealer_code))

    return receive


def _answer(status: int, body: dict[str, Any], *, retry_after: bool = False) -> Response:
    response = jsonify(body)
    response.status_code = status
    if retry_after:
        response.headers["Retry-After"] = "1"
    return response


def _after(world: World, fault: Fault | None, response: Response) -> Response:
    if fault and fault.fault == "timeout_after":
        return hang_up(world, request.environ, fault.seconds)
    return _answer(500, {"error": "error_500_after"}) if fault else response


def _taken(world: World, dealer_code: str) -> Response:
    dealership, body = world.configuration.dealership(dealer_code), request.get_data()
    if dealership is None:
        return _answer(404, {"error": "dealer_code"})
    try:
        webhook_id = check(dealership.outbound_secret, dict(request.headers.items()), body)
    except NotGenuine as reason:
        _keep(world, dealer_code, request.headers.get("webhook-id", ""), body, status=401, said=f"401 {reason}")
        return _answer(401, {"error": str(reason)})
    again = world.store.rows("SELECT 1 FROM partner_events WHERE webhook_id = ? AND genuine = 1", webhook_id)
    thanked = not again and thank(world, dealership, _document(body))
    said = "200 duplicate" if again else ("200, Thank you email sent" if thanked else "200")
    _keep(world, dealer_code, webhook_id, body, status=200, said=said)
    return _answer(200, {"received": True, "duplicate": bool(again)})


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except json.JSONDecodeError:
        return {}
    return document if isinstance(document, dict) else {}


def _keep(world: World, dealer_code: str, webhook_id: str, body: bytes, *, status: int, said: str) -> None:
    document = _document(body)
    kind = str(document.get("type", "not JSON"))
    about = document.get("data", {}).get("reservation_id") or document.get("data", {}).get("confirmation_code") or ""
    world.store.write(
        "INSERT INTO partner_events (at, dealer_code, webhook_id, type, status, genuine, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(time.time(), dealer_code, webhook_id, kind, status, int(status == 200), body.decode(errors="replace")),
    )
    note(
        world,
        channel="lexus_app",
        direction="in",
        title=kind,
        detail=f"Desk to the Lexus App, {about}".rstrip(", "),
        answer=said,
        tone="delivered" if status == 200 else "failed",
        body=document,
    )
