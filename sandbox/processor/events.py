"""Events: what happened, kept for 30 days of look-ups, and queued as webhooks for the desk."""

from collections.abc import Mapping

from sandbox.deliveries import enqueue, undelivered
from sandbox.processor.calls import Call, Route
from sandbox.processor.errors import Json
from sandbox.processor.lists import LIST_PARAMS, page_of
from sandbox.processor.objects import new_id, published

API_VERSION = "2026-10-28.endive"
CHANNEL = "stripe"


def emit(call: Call, kind: str, thing: Json) -> Json:
    """Record that something happened to an object, as it stands now, and send it to the webhook endpoint."""
    event: Json = {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": call.now,
        "data": {"object": published(thing)},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": call.request_id, "idempotency_key": call.idempotency_key},
        "type": kind,
    }
    if call.shelf.account:
        event["account"] = call.shelf.account
    call.shelf.put(event)
    enqueue(call.world, channel=CHANNEL, name=kind, job={"event": event["id"], "account": call.shelf.account})
    return event


def retrieve(call: Call, identifier: str) -> Json:
    return _counted(call.shelf.get("event", identifier), _pending(call))


def _pending(call: Call) -> Mapping[str, str]:
    return undelivered(call.world, channel=CHANNEL, field="event")


def _counted(event: Json, pending: Mapping[str, str]) -> Json:
    return event | {"pending_webhooks": 1 if event["id"] in pending else 0}


def list_events(call: Call) -> Json:
    kinds = {kind for kind in [call.params.text("type"), *call.params.strings("types")] if kind}
    events, pending = call.shelf.newest_first("event", {}, call.params.tree("created")), _pending(call)
    chosen = [_counted(event, pending) for event in events if not kinds or event["type"] in kinds]
    if call.params.text("delivery_success") == "false":
        chosen = [event for event in chosen if event["pending_webhooks"]]
    return page_of(call, chosen, "/events")


ROUTES = (
    Route(method="GET", path="/events/<identifier>", name="events.retrieve", run=retrieve),
    Route(
        method="GET",
        path="/events",
        name="events.list",
        run=list_events,
        takes=f"{LIST_PARAMS} type types delivery_success",
    ),
)
