"""The processor's front door: key, account, idempotency, execution, faults, answer, announcement."""

import hmac
import json
from collections.abc import Callable, Iterator

from flask import Blueprint, Request, Response, request

from sandbox.faults import Fault
from sandbox.hanging_up import hang_up
from sandbox.processor import (
    accounts,
    capturing,
    charges,
    checkout,
    customers,
    events,
    payment_intents,
    payment_methods,
    refunds,
    setup,
)
from sandbox.processor.calls import Call, Route
from sandbox.processor.errors import Json, Refusal
from sandbox.processor.faults import HangUp, broken, fail_early, later_fault
from sandbox.processor.idempotency import Answer, KeysInFlight, fingerprint, keep_answer, kept_answer
from sandbox.processor.objects import Shelf, expanded, new_id, published
from sandbox.processor.params import Params, unfold
from sandbox.processor.wire import note_call
from sandbox.world import World

MODULES = (accounts, capturing, charges, checkout, customers, events, payment_intents, payment_methods, refunds, setup)
ROUTES: tuple[Route, ...] = tuple(route for module in MODULES for route in module.ROUTES)


def processor_api(world: World) -> Blueprint:
    blueprint, keys = Blueprint("processor", __name__, url_prefix="/stripe/v1"), KeysInFlight()
    for route in ROUTES:
        view = _view(world, keys, route)
        blueprint.add_url_rule(
            route.path, endpoint=f"{route.method} {route.path}", view_func=view, methods=[route.method]
        )
    blueprint.add_url_rule("/<path:path>", view_func=_unknown, methods=["GET", "POST", "DELETE"])
    return blueprint


def _unknown(path: str) -> Response:
    refusal = Refusal(f"Unrecognized request URL ({request.method}: /v1/{path}).", status=404)
    return _response(Answer(status=404, body=refusal.body()), new_id("req"), None)


def _view(world: World, keys: KeysInFlight, route: Route) -> Callable[..., Response]:
    def view(**names: str) -> Response:
        request_id, key = new_id("req"), _key(request)
        effects: list[tuple[str, str]] = []
        try:
            answer = _answered(world, keys, route, names, request_id, effects)
        except Refusal as refusal:
            answer = Answer(status=refusal.status, body=refusal.body())
        except HangUp as dead:
            return hang_up(world, request.environ, dead.seconds)
        response = _response(answer, request_id, key)
        return _announcing(world, response, effects, key) if effects else response

    return view


def _answered(
    world: World,
    keys: KeysInFlight,
    route: Route,
    names: dict[str, str],
    request_id: str,
    effects: list[tuple[str, str]],
) -> Answer:
    account, key = _authorised(world, request), _key(request)
    fail_early(world, route.name)
    with keys.working_on(account, key):
        fault = None
        with world.store.transaction() as connection:
            kept = _kept(world, Shelf(connection, account), key)
        if kept is None:
            fault = later_fault(world, route.name)
            if fault and fault.fault == "slow":
                world.pause(fault.seconds)
            answer, done = _executed(world, route, names, account, key, request_id, fault)
            effects.extend(done)
        else:
            answer = kept
    if fault and fault.fault == "timeout_after":
        raise HangUp(fault.seconds)
    return answer


def _authorised(world: World, request: Request) -> str:
    """The account that the call is for, empty for the platform's own.

    :raises Refusal: 401 without the right key, 403 for an account that is not connected
    """
    configuration = world.configuration
    given = request.authorization
    key = (given.token or given.username or "") if given else ""
    if not configuration.stripe_api_key or not hmac.compare_digest(key, configuration.stripe_api_key):
        raise Refusal("Invalid API Key provided" if key else "You did not provide an API key.", status=401, began=False)
    account = request.headers.get("Stripe-Account", "")
    known = {each.stripe_account for each in configuration.dealerships}
    if account and known and account not in known:
        raise Refusal(
            f"The provided key does not have access to account '{account}' (or that account does not exist).",
            status=403,
            code="account_invalid",
            began=False,
        )
    return account


def _key(request: Request) -> str | None:
    return request.headers.get("Idempotency-Key") if request.method == "POST" else None


def _kept(world: World, shelf: Shelf, key: str | None) -> Answer | None:
    if key is None:
        return None
    print_ = fingerprint(request.method, request.path, request.get_data())
    return kept_answer(shelf, key, print_, world.clock.now())


def _executed(
    world: World,
    route: Route,
    names: dict[str, str],
    account: str,
    key: str | None,
    request_id: str,
    fault: Fault | None,
) -> tuple[Answer, list[tuple[str, str]]]:
    """Run the call and keep its answer for its key, in one transaction."""
    pairs = (request.args if request.method == "GET" else request.form).items(multi=True)
    params = Params(unfold(pairs))
    with world.store.transaction() as connection:
        call = Call(
            world=world,
            shelf=Shelf(connection, account),
            params=params,
            now=int(world.clock.now()),
            idempotency_key=key,
            request_id=request_id,
            address=request.host_url.rstrip("/"),
            declined_on_request=bool(fault and fault.fault == "decline"),
        )
        answer, began = _run(call, route, names, fault)
        if key and began:
            print_ = fingerprint(request.method, request.path, request.get_data())
            keep_answer(call.shelf, key, print_, answer, world.clock.now())
    if request.method != "GET":
        note_call(world, request.method, request.path.removeprefix("/stripe"), answer)
    return answer, call.effects


def _run(call: Call, route: Route, names: dict[str, str], fault: Fault | None) -> tuple[Answer, bool]:
    try:
        call.params.refuse_unknown(route.allowed())
        if fault and fault.fault == "error_500_before":
            raise broken()
        capturing.let_lapsed_holds_go(call)
        body: Json = published(route.run(call, **names))
        body = published(expanded(body, call.params.strings("expand"), call.shelf))
        if fault and fault.fault == "error_500_after":
            raise broken()
    except Refusal as refusal:
        return Answer(status=refusal.status, body=refusal.body()), refusal.began
    return Answer(status=200, body=body), True


def _response(answer: Answer, request_id: str, key: str | None) -> Response:
    error = answer.body.get("error")
    if isinstance(error, dict):
        error["request_log_url"] = f"https://dashboard.stripe.com/logs/{request_id}"
    response = Response(json.dumps(answer.body, indent=2), status=answer.status, content_type="application/json")
    response.headers["Request-Id"] = request_id
    response.headers["Stripe-Version"] = request.headers.get("Stripe-Version", events.API_VERSION)
    if key:
        response.headers["Idempotency-Key"] = key
    if answer.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    if answer.status == 409:
        response.headers["Stripe-Should-Retry"] = "true"
    return response


def _announcing(world: World, response: Response, effects: list[tuple[str, str]], key: str | None) -> Response:
    """The same response, with each effect announced when its last byte has been written to the wire."""
    body = response.get_data()

    def written_then_announced() -> Iterator[bytes]:
        yield body
        for operation, identifier in effects:
            world.announcer.announce({"operation": operation, "idempotency_key": key, "id": identifier})

    response.response = written_then_announced()
    response.headers["Content-Length"] = str(len(body))
    return response
