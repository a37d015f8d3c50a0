"""Payment intents: made, confirmed, looked up; a hold when captured by hand, a charge otherwise."""

from sandbox.processor.authorising import confirm_intent
from sandbox.processor.calls import Call, Route
from sandbox.processor.customers import standing
from sandbox.processor.errors import Json, Refusal, missing_parameter, unexpected_state
from sandbox.processor.events import emit
from sandbox.processor.lists import LIST_PARAMS, page
from sandbox.processor.objects import new_id
from sandbox.processor.params import merged_metadata
from sandbox.processor.payment_methods import usable

SMALLEST_CHARGE_CENTS = 50
CURRENCIES = frozenset({"usd", "cad"})
CAPTURE_METHODS = frozenset({"automatic", "automatic_async", "manual"})
CREATE_TAKES = (
    "amount currency confirm customer payment_method payment_method_types payment_method_options capture_method metadata "
    "description off_session setup_future_usage return_url receipt_email statement_descriptor_suffix "
    "error_on_requires_action automatic_payment_methods confirmation_method payment_details use_stripe_sdk"
)
CONFIRM_TAKES = "payment_method payment_method_options off_session return_url capture_method error_on_requires_action"
UPDATE_TAKES = "metadata description amount payment_method receipt_email"

CARD_OPTIONS: Json = {
    "installments": None,
    "mandate_options": None,
    "network": None,
    "request_three_d_secure": "automatic",
}
NOT_SAID = (
    "application",
    "application_fee_amount",
    "automatic_payment_methods",
    "canceled_at",
    "cancellation_reason",
    "last_payment_error",
    "latest_charge",
    "next_action",
    "on_behalf_of",
    "processing",
    "review",
    "shipping",
    "source",
    "statement_descriptor",
    "transfer_data",
    "transfer_group",
)


def create(call: Call) -> Json:
    intent = _new_intent(call)
    call.shelf.put(intent)
    emit(call, "payment_intent.created", intent)
    return confirm_intent(call, intent) if call.params.flag("confirm") else intent


def _new_intent(call: Call) -> Json:
    money = _asked_for(call)
    identifier, customer = new_id("pi"), _customer(call)
    method = call.params.text("payment_method")
    method = usable(call, method)["id"] if method else None
    wishes = call.params.tree("payment_method_options", "card")
    words = ("description", "receipt_email", "setup_future_usage", "statement_descriptor_suffix")
    return (
        dict.fromkeys(NOT_SAID)
        | money
        | {name: call.params.text(name) for name in words}
        | {
            "id": identifier,
            "object": "payment_intent",
            "amount_capturable": 0,
            "amount_details": {"tip": {}},
            "amount_received": 0,
            "capture_method": call.params.choice("capture_method", CAPTURE_METHODS) or "automatic_async",
            "client_secret": f"{identifier}_secret_{new_id('s')[2:]}",
            "confirmation_method": "automatic",
            "created": call.now,
            "customer": customer,
            "livemode": False,
            "metadata": merged_metadata({}, call.params),
            "payment_method": method,
            "payment_method_options": {"card": CARD_OPTIONS | wishes},
            "payment_method_types": ["card"],
            "status": "requires_confirmation" if method else "requires_payment_method",
            "_card_wishes": wishes,
            "_increments": 0,
        }
    )


def _asked_for(call: Call) -> Json:
    """:raises Refusal: no amount, an odd one, or an odd way of asking"""
    amount = call.params.required_integer("amount")
    currency = call.params.required("currency").lower()
    if call.params.flag("off_session") and not call.params.flag("confirm"):
        raise Refusal("You can only use `off_session` when `confirm=true`.", param="off_session", began=False)
    refuse_odd_money(amount, currency, "amount")
    return {"amount": amount, "currency": currency}


def refuse_odd_money(amount: int, currency: str, param: str) -> None:
    """:raises Refusal: a currency that is not taken, or less than the smallest charge"""
    if currency not in CURRENCIES:
        raise Refusal(f"Invalid currency: {currency}.", code="currency_not_supported", param="currency", began=False)
    if amount < SMALLEST_CHARGE_CENTS:
        raise Refusal(f"Amount must be at least $0.50 {currency}", code="amount_too_small", param=param)


def _customer(call: Call) -> str | None:
    customer = call.params.text("customer")
    return standing(call, customer, param="customer")["id"] if customer else None


def confirm(call: Call, identifier: str) -> Json:
    intent = found(call, identifier)
    if intent["status"] not in ("requires_payment_method", "requires_confirmation", "requires_action"):
        raise unexpected_state("payment_intent", "confirmed", intent)
    method = call.params.text("payment_method")
    if method:
        intent["payment_method"] = usable(call, method)["id"]
    if not intent["payment_method"]:
        raise missing_parameter("payment_method")
    intent["_card_wishes"] = intent["_card_wishes"] | call.params.tree("payment_method_options", "card")
    intent["capture_method"] = call.params.choice("capture_method", CAPTURE_METHODS) or intent["capture_method"]
    return confirm_intent(call, intent)


def update(call: Call, identifier: str) -> Json:
    intent = found(call, identifier)
    amount = call.params.integer("amount")
    if amount is not None and intent["status"] not in ("requires_payment_method", "requires_confirmation"):
        raise unexpected_state("payment_intent", "updated", intent)
    intent["amount"] = amount or intent["amount"]
    intent["description"] = call.params.text("description") or intent["description"]
    intent["metadata"] = merged_metadata(intent["metadata"], call.params)
    method = call.params.text("payment_method")
    if method:
        intent |= {"payment_method": usable(call, method)["id"], "status": "requires_confirmation"}
    return _kept(call, intent)


def _kept(call: Call, intent: Json) -> Json:
    """Keep a changed intent without touching when its hold lapses."""
    before = None
    if intent["status"] == "requires_capture":
        charge = call.shelf.get("charge", intent["latest_charge"])
        before = charge["payment_method_details"]["card"]["capture_before"]
    return call.shelf.put(intent, lapses_at=before)


def found(call: Call, identifier: str) -> Json:
    return call.shelf.get("payment_intent", identifier, param="intent")


def list_intents(call: Call) -> Json:
    return page(call, "payment_intent", "/payment_intents", "customer")


ROUTES = (
    Route(method="POST", path="/payment_intents", name="payment_intents.create", run=create, takes=CREATE_TAKES),
    Route(
        method="GET",
        path="/payment_intents",
        name="payment_intents.list",
        run=list_intents,
        takes=f"{LIST_PARAMS} customer",
    ),
    Route(
        method="GET",
        path="/payment_intents/<identifier>",
        name="payment_intents.retrieve",
        run=found,
        takes="client_secret",
    ),
    Route(
        method="POST",
        path="/payment_intents/<identifier>",
        name="payment_intents.update",
        run=update,
        takes=UPDATE_TAKES,
    ),
    Route(
        method="POST",
        path="/payment_intents/<identifier>/confirm",
        name="payment_intents.confirm",
        run=confirm,
        takes=CONFIRM_TAKES,
    ),
)
