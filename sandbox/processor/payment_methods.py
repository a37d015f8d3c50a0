"""Payment methods: cards as tokens, attached to a customer or not yet."""

import hashlib
from typing import Any

from sandbox.processor.calls import Call, Route
from sandbox.processor.cards import CARDS, TOKENS, Card, code_of
from sandbox.processor.cards import MESSAGES as DECLINE_MESSAGES
from sandbox.processor.customers import standing
from sandbox.processor.errors import Json, Refusal, no_such
from sandbox.processor.events import emit
from sandbox.processor.lists import LIST_PARAMS, page
from sandbox.processor.objects import new_id
from sandbox.processor.params import merged_metadata

EXPIRY_YEAR = 2034
DETACHED = "This payment method was detached from a customer, and may not be used again."


def retrieve(call: Call, identifier: str) -> Json:
    return usable(call, identifier)


def usable(call: Call, identifier: str, *, param: str = "payment_method") -> Json:
    """The payment method of this id; a test token such as `pm_card_visa` makes a new one, as the vendor does."""
    if identifier in TOKENS:
        return call.shelf.put(new_payment_method(call, TOKENS[identifier]))
    if identifier.startswith("pm_card_"):
        raise no_such("payment_method", identifier, param)
    return call.shelf.get("payment_method", identifier, param=param)


def new_payment_method(call: Call, number: str, *, exp_month: int = 12, exp_year: int = EXPIRY_YEAR) -> Json:
    card = CARDS[number]
    return {
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": {"address": _no_address(), "email": None, "name": None, "phone": None, "tax_id": None},
        "card": {
            "brand": card.brand,
            "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
            "country": card.country,
            "display_brand": card.brand,
            "exp_month": exp_month,
            "exp_year": exp_year,
            "fingerprint": hashlib.sha256(f"{call.shelf.account}{number}".encode()).hexdigest()[:16],
            "funding": card.funding,
            "generated_from": None,
            "last4": card.last4,
            "networks": {"available": [card.brand], "preferred": None},
            "regulated_status": "unregulated",
            "three_d_secure_usage": {"supported": True},
            "wallet": None,
        },
        "created": call.now,
        "customer": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
        "_test_card": number,
        "_set_up": False,
    }


def card_of(method: Json) -> Card:
    return CARDS[method["_test_card"]]


def attach(call: Call, identifier: str) -> Json:
    """:raises Refusal: the bank declines the card, or it belongs to another customer"""
    customer = standing(call, call.params.required("customer"), param="customer")
    method = usable(call, identifier)
    if method.get("_detached"):
        raise Refusal(DETACHED, code="payment_method_unexpected_state")
    if method["customer"] not in (None, customer["id"]):
        raise Refusal("The payment method you provided has already been attached to a customer.")
    if card_of(method).decline:
        raise declined_card(card_of(method).decline)
    return attach_to(call, method, customer["id"])


def attach_to(call: Call, method: Json, customer: str) -> Json:
    if method["customer"] == customer:
        return method
    method["customer"] = customer
    call.shelf.put(method)
    emit(call, "payment_method.attached", method)
    return method


def declined_card(decline: str, **details: Any) -> Refusal:
    return Refusal(
        DECLINE_MESSAGES[decline],
        status=402,
        kind="card_error",
        code=code_of(decline),
        decline_code=decline,
        **details,
    )


def detach(call: Call, identifier: str) -> Json:
    method = call.shelf.get("payment_method", identifier, param="payment_method")
    if method["customer"] is None:
        raise Refusal("The payment method you provided is not attached to a customer so detachment is impossible.")
    call.shelf.put(method | {"customer": None, "_detached": True})
    emit(call, "payment_method.detached", method | {"customer": None})
    return method | {"customer": None}


def update(call: Call, identifier: str) -> Json:
    method = call.shelf.get("payment_method", identifier, param="payment_method")
    method["metadata"] = merged_metadata(method["metadata"], call.params)
    emit(call, "payment_method.updated", call.shelf.put(method))
    return method


def list_methods(call: Call) -> Json:
    return page(call, "payment_method", "/payment_methods", "customer", "type")


def list_of_customer(call: Call, identifier: str) -> Json:
    call.shelf.get("customer", identifier, param="customer")
    return page(call, "payment_method", f"/customers/{identifier}/payment_methods", "type", customer=identifier)


def retrieve_of_customer(call: Call, identifier: str, method: str) -> Json:
    found = call.shelf.get("payment_method", method, param="payment_method")
    if found["customer"] != identifier:
        raise no_such("payment_method", method, "payment_method")
    return found


def _no_address() -> Json:
    return dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))


ROUTES = (
    Route(
        method="GET",
        path="/payment_methods",
        name="payment_methods.list",
        run=list_methods,
        takes=f"{LIST_PARAMS} customer type",
    ),
    Route(method="GET", path="/payment_methods/<identifier>", name="payment_methods.retrieve", run=retrieve),
    Route(
        method="POST",
        path="/payment_methods/<identifier>",
        name="payment_methods.update",
        run=update,
        takes="metadata billing_details",
    ),
    Route(
        method="POST",
        path="/payment_methods/<identifier>/attach",
        name="payment_methods.attach",
        run=attach,
        takes="customer",
    ),
    Route(method="POST", path="/payment_methods/<identifier>/detach", name="payment_methods.detach", run=detach),
    Route(
        method="GET",
        path="/customers/<identifier>/payment_methods",
        name="customers.payment_methods.list",
        run=list_of_customer,
        takes=f"{LIST_PARAMS} type",
    ),
    Route(
        method="GET",
        path="/customers/<identifier>/payment_methods/<method>",
        name="customers.payment_methods.retrieve",
        run=retrieve_of_customer,
    ),
)
