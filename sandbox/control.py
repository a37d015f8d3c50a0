"""The levers of the sandbox for tests and demos: faults, the clock, the ledger; for this machine's programs only."""

import ipaddress
import json
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request

from sandbox.faults import UnknownFault
from sandbox.store import Row
from sandbox.world import World


def control(world: World) -> Blueprint:
    blueprint = Blueprint("control", __name__, url_prefix="/control")
    blueprint.before_request(_refuse_strangers)
    add = blueprint.add_url_rule
    add("/faults", view_func=_faults(world), methods=["GET", "POST", "DELETE"])
    add("/clock", view_func=_clock(world), methods=["GET", "POST"])
    add("/reset", view_func=_reset(world), methods=["POST"])
    add("/announce", view_func=_announce(world), methods=["POST"])
    for name, statement in LISTS.items():
        add(f"/{name}", endpoint=name, view_func=_listed(world, name, statement))
    return blueprint


LISTS = {
    "ledger": "SELECT * FROM ledger ORDER BY seq",
    "messages": "SELECT * FROM texts ORDER BY seq",
    "emails": "SELECT * FROM emails ORDER BY seq",
    "partner-events": "SELECT * FROM partner_events ORDER BY seq",
    "deliveries": "SELECT * FROM deliveries ORDER BY seq",
    "bookings": "SELECT * FROM bookings ORDER BY seq",
    "holds": "SELECT account, body AS payment_intent_object FROM objects WHERE kind = 'payment_intent' ORDER BY seq",
}
JSON_COLUMNS = frozenset({"metadata", "job", "data", "attachments", "payment_intent_object"})


def _refuse_strangers() -> None:
    if not ipaddress.ip_address(request.remote_addr or "0.0.0.0").is_loopback:  # noqa: S104
        abort(403)


def _faults(world: World) -> Callable[[], tuple[Response, int]]:
    def faults() -> tuple[Response, int]:
        if request.method == "DELETE":
            world.faults.clear()
        if request.method == "POST":
            try:
                world.faults.ask_for(request.get_json())
            except UnknownFault as reason:
                return jsonify(error=str(reason)), 400
        return jsonify(faults=world.faults.waiting()), 200

    return faults


def _clock(world: World) -> Callable[[], Response]:
    def clock() -> Response:
        if request.method == "POST":
            world.clock.advance(float(request.get_json()["advance_seconds"]))
        return jsonify(now=world.clock.now(), offset_seconds=world.clock.offset())

    return clock


def _reset(world: World) -> Callable[[], Response]:
    def reset() -> Response:
        world.faults.clear()
        world.announcer.announce_to("")
        world.store.reset()
        return jsonify(reset=True)

    return reset


def _announce(world: World) -> Callable[[], Response]:
    def announce() -> Response:
        path = str(request.get_json().get("path") or "")
        world.announcer.announce_to(path)
        return jsonify(path=path)

    return announce


def _listed(world: World, name: str, statement: str) -> Callable[[], Response]:
    def listed() -> Response:
        return jsonify({name.replace("-", "_"): [_plain(row) for row in world.store.rows(statement)]})

    return listed


def _plain(row: Row) -> dict[str, Any]:
    return {name: json.loads(value) if name in JSON_COLUMNS else value for name, value in dict(row).items()}
