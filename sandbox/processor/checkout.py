"""Checkout sessions in setup mode: the processor's own page on which a guest adds a card."""

from sandbox.processor.calls import Call, Route
from sandbox.processor.customers import standing
from sandbox.processor.errors import Json, Refusal, missing_parameter
from sandbox.processor.events import emit
from sandbox.processor.lists import LIST_PARAMS, page
from sandbox.processor.objects import new_id
from sandbox.processor.params import merged_metadata
from sandbox.processor.setup import new_setup_intent

LASTS_SECONDS = 24 * 3600
SHORTEST_SECONDS = 30 * 60
CREATE_TAKES = (
    "mode customer customer_email customer_creation currency payment_method_types success_url cancel_url metadata "
    "client_reference_id setup_intent_data expires_at locale ui_mode billing_address_collection custom_text "
    "payment_method_options"
)


def create(call: Call) -> Json:
    """:raises Refusal: not in setup mode, which is the only one there is here"""
    if call.params.required("mode") != "setup":
        raise Refusal("Only Checkout Sessions in setup mode are served here.", param="mode", began=False)
    if not call.params.text("currency") and not call.params.given("payment_method_types"):
        raise missing_parameter("currency")
    call.params.required("success_url")
    customer = call.params.text("customer")
    if customer:
        standing(call, customer, param="customer")
    data = call.params.tree("setup_intent_data")
    intent = new_setup_intent(call, customer, dict(data.get("metadata", {})))
    return call.shelf.put(_new_session(call, customer, intent["id"]))


def _new_session(call: Call, customer: str | None, setup_intent: str) -> Json:
    identifier = new_id("cs_test")
    return {
        "id": identifier,
        "object": "checkout.session",
        "amount_subtotal": None,
        "amount_total": None,
        "cancel_url": call.params.text("cancel_url"),
        "client_reference_id": call.params.text("client_reference_id"),
        "created": call.now,
        "currency": call.params.text("currency"),
        "customer": customer,
        "customer_creation": None if customer else "if_required",
        "customer_details": None,
        "customer_email": call.params.text("customer_email"),
        "expires_at": _expires_at(call),
        "invoice": None,
        "livemode": False,
        "locale": call.params.text("locale"),
        "metadata": merged_metadata({}, call.params),
        "mode": "setup",
        "payment_intent": None,
        "payment_link": None,
        "payment_method_types": ["card"],
        "payment_status": "no_payment_required",
        "setup_intent": setup_intent,
        "status": "open",
        "subscription": None,
        "success_url": call.params.text("success_url"),
        "total_details": None,
        "ui_mode": "hosted",
        "url": f"{call.address}/checkout/{identifier}",
    }


def _expires_at(call: Call) -> int:
    wanted = call.params.integer("expires_at")
    if wanted is None:
        return call.now + LASTS_SECONDS
    if not call.now + SHORTEST_SECONDS - 60 <= wanted <= call.now + LASTS_SECONDS + 60:
        raise Refusal(
            "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.",
            param="expires_at",
            began=False,
        )
    return wanted


def found(call: Call, identifier: str) -> Json:
    """The session, expired by now if its time is over."""
    session = call.shelf.get("checkout.session", identifier, param="session")
    if session["status"] == "open" and session["expires_at"] <= call.now:
        return _expired(call, session)
    return session


def expire(call: Call, identifier: str) -> Json:
    session = found(call, identifier)
    if session["status"] != "open":
        raise Refusal(
            f'Only Checkout Sessions with a status in ["open"] can be expired. This one is {session["status"]}.'
        )
    return _expired(call, session)


def _expired(call: Call, session: Json) -> Json:
    session |= {"status": "expired", "url": None}
    emit(call, "checkout.session.expired", call.shelf.put(session))
    return session


def completed(call: Call, session: Json) -> Json:
    """The guest's card is set up."""
    session |= {"status": "complete", "url": None}
    call.shelf.put(session)
    emit(call, "checkout.session.completed", session)
    return session


def list_sessions(call: Call) -> Json:
    return page(call, "checkout.session", "/checkout/sessions", "customer", "status")


ROUTES = (
    Route(method="POST", path="/checkout/sessions", name="checkout.sessions.create", run=create, takes=CREATE_TAKES),
    Route(
        method="GET",
        path="/checkout/sessions",
        name="checkout.sessions.list",
        run=list_sessions,
        takes=f"{LIST_PARAMS} customer status",
    ),
    Route(method="GET", path="/checkout/sessions/<identifier>", name="checkout.sessions.retrieve", run=found),
    Route(method="POST", path="/checkout/sessions/<identifier>/expire", name="checkout.sessions.expire", run=expire),
)
