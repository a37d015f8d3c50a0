"""Setup intents: a card made ready for later, without money; also what a hold of zero is."""

from sandbox.processor.calls import Call, Route
from sandbox.processor.cards import MESSAGES, code_of, wants_authentication
from sandbox.processor.customers import standing
from sandbox.processor.errors import Json, missing_parameter, unexpected_state
from sandbox.processor.events import emit
from sandbox.processor.lists import LIST_PARAMS, page
from sandbox.processor.objects import new_id, published
from sandbox.processor.params import merged_metadata
from sandbox.processor.payment_methods import attach_to, card_of, declined_card, usable

CREATE_TAKES = (
    "confirm customer payment_method payment_method_types payment_method_options usage metadata description return_url "
    "automatic_payment_methods attach_to_self single_use"
)
REASONS = frozenset({"duplicate", "requested_by_customer", "abandoned"})


def create(call: Call) -> Json:
    customer = call.params.text("customer")
    if customer:
        standing(call, customer, param="customer")
    intent = new_setup_intent(call, customer, merged_metadata({}, call.params))
    method = call.params.text("payment_method")
    if method:
        intent |= {"payment_method": usable(call, method)["id"], "status": "requires_confirmation"}
        call.shelf.put(intent)
    return _confirmed(call, intent) if call.params.flag("confirm") else intent


def new_setup_intent(call: Call, customer: str | None, metadata: Json) -> Json:
    identifier = new_id("seti")
    intent = {
        "id": identifier,
        "object": "setup_intent",
        "application": None,
        "attach_to_self": False,
        "automatic_payment_methods": None,
        "cancellation_reason": None,
        "client_secret": f"{identifier}_secret_{new_id('s')[2:]}",
        "created": call.now,
        "customer": customer,
        "description": call.params.text("description"),
        "flow_directions": None,
        "last_setup_error": None,
        "latest_attempt": None,
        "livemode": False,
        "mandate": None,
        "metadata": metadata,
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_options": {
            "card": {"mandate_options": None, "network": None, "request_three_d_secure": "automatic"}
        },
        "payment_method_types": ["card"],
        "single_use_mandate": None,
        "status": "requires_payment_method",
        "usage": call.params.text("usage") or "off_session",
    }
    call.shelf.put(intent)
    emit(call, "setup_intent.created", intent)
    return intent


def confirm(call: Call, identifier: str) -> Json:
    intent = found(call, identifier)
    if intent["status"] not in ("requires_payment_method", "requires_confirmation", "requires_action"):
        raise unexpected_state("setup_intent", "confirmed", published(intent))
    method = call.params.text("payment_method")
    if method:
        intent["payment_method"] = usable(call, method)["id"]
    if not intent["payment_method"]:
        raise missing_parameter("payment_method")
    return _confirmed(call, intent)


def _confirmed(call: Call, intent: Json) -> Json:
    if not intent["payment_method"]:
        raise missing_parameter("payment_method")
    method = call.shelf.get("payment_method", intent["payment_method"])
    if wants_authentication(card_of(method), set_up=False):
        intent |= {"status": "requires_action", "next_action": {"type": "use_stripe_sdk", "use_stripe_sdk": {}}}
        emit(call, "setup_intent.requires_action", call.shelf.put(intent))
        return intent
    return set_up(call, intent, method)


def set_up(call: Call, intent: Json, method: Json) -> Json:
    """Ask the bank; on yes the card is attached to the customer and may be charged later.

    :raises Refusal: card_error, with the intent back at requires_payment_method
    """
    decline = "generic_decline" if call.declined_on_request else card_of(method).decline
    if decline:
        intent |= {"status": "requires_payment_method", "payment_method": None, "next_action": None}
        intent["last_setup_error"] = {
            "code": code_of(decline),
            "decline_code": decline,
            "message": MESSAGES[decline],
            "payment_method": published(method),
            "type": "card_error",
        }
        emit(call, "setup_intent.setup_failed", call.shelf.put(intent))
        raise declined_card(decline, setup_intent=published(intent), payment_method=published(method))
    return _ready(call, intent, method)


def _ready(call: Call, intent: Json, method: Json) -> Json:
    method["_set_up"] = True
    call.shelf.put(method)
    if intent["customer"]:
        attach_to(call, method, intent["customer"])
    intent |= {"status": "succeeded", "payment_method": method["id"], "next_action": None, "last_setup_error": None}
    emit(call, "setup_intent.succeeded", call.shelf.put(intent))
    return intent


def cancel(call: Call, identifier: str) -> Json:
    intent = found(call, identifier)
    if intent["status"] in ("succeeded", "canceled"):
        raise unexpected_state("setup_intent", "canceled", published(intent))
    intent |= {"status": "canceled", "cancellation_reason": call.params.choice("cancellation_reason", REASONS)}
    emit(call, "setup_intent.canceled", call.shelf.put(intent))
    return intent


def found(call: Call, identifier: str) -> Json:
    return call.shelf.get("setup_intent", identifier, param="intent")


def list_setup_intents(call: Call) -> Json:
    return page(call, "setup_intent", "/setup_intents", "customer", "payment_method")


ROUTES = (
    Route(method="POST", path="/setup_intents", name="setup_intents.create", run=create, takes=CREATE_TAKES),
    Route(
        method="GET",
        path="/setup_intents",
        name="setup_intents.list",
        run=list_setup_intents,
        takes=f"{LIST_PARAMS} customer payment_method",
    ),
    Route(
        method="GET",
        path="/setup_intents/<identifier>",
        name="setup_intents.retrieve",
        run=found,
        takes="client_secret",
    ),
    Route(
        method="POST",
        path="/setup_intents/<identifier>/confirm",
        name="setup_intents.confirm",
        run=confirm,
        takes="payment_method return_url payment_method_options",
    ),
    Route(
        method="POST",
        path="/setup_intents/<identifier>/cancel",
        name="setup_intents.cancel",
        run=cancel,
        takes="cancellation_reason",
    ),
)
