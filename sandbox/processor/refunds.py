"""Refunds: captured money given back, in part or whole, never more than was taken."""

from sandbox.processor.calls import Call, Route
from sandbox.processor.errors import Json, Refusal, missing_parameter
from sandbox.processor.events import emit
from sandbox.processor.lists import LIST_PARAMS, page
from sandbox.processor.objects import new_id
from sandbox.processor.params import merged_metadata

REASONS = frozenset({"duplicate", "fraudulent", "requested_by_customer"})


def create(call: Call) -> Json:
    """:raises Refusal: nothing was captured, or less than this is left of it"""
    reason = call.params.choice("reason", REASONS)
    charge = _charge(call)
    left = charge["amount_captured"] - charge["amount_refunded"]
    amount = call.params.integer("amount") or left
    _refuse(charge, amount, left)
    refund = _new_refund(call, charge, amount, reason)
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    call.shelf.put(charge)
    call.shelf.put(refund)
    call.record("refund", refund, amount, announced_as="refund")
    emit(call, "refund.created", refund)
    emit(call, "charge.refunded", charge)
    return refund


def _charge(call: Call) -> Json:
    identifier = call.params.text("charge")
    if identifier:
        return call.shelf.get("charge", identifier, param="charge")
    intent = call.params.text("payment_intent")
    if not intent:
        raise missing_parameter("charge")
    latest = call.shelf.get("payment_intent", intent, param="payment_intent")["latest_charge"]
    if latest is None:
        raise Refusal("This PaymentIntent does not have a successful charge to refund.", param="payment_intent")
    return call.shelf.get("charge", latest)


def _refuse(charge: Json, amount: int, left: int) -> None:
    if not charge["captured"]:
        raise Refusal(
            f"Charge {charge['id']} has not been captured: cancel the PaymentIntent instead of refunding it.",
            code="charge_not_refundable",
        )
    if left == 0:
        raise Refusal(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if amount > left:
        raise Refusal(f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", param="amount")


def _new_refund(call: Call, charge: Json, amount: int, reason: str | None) -> Json:
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": new_id("txn"),
        "charge": charge["id"],
        "created": call.now,
        "currency": charge["currency"],
        "destination_details": {"card": {"reference_status": "pending", "type": "refund"}, "type": "card"},
        "metadata": merged_metadata({}, call.params),
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }


def retrieve(call: Call, identifier: str) -> Json:
    return call.shelf.get("refund", identifier)


def update(call: Call, identifier: str) -> Json:
    refund = call.shelf.get("refund", identifier)
    refund["metadata"] = merged_metadata(refund["metadata"], call.params)
    emit(call, "refund.updated", call.shelf.put(refund))
    return refund


def list_refunds(call: Call) -> Json:
    return page(call, "refund", "/refunds", "charge", "payment_intent")


ROUTES = (
    Route(
        method="POST",
        path="/refunds",
        name="refunds.create",
        run=create,
        takes="charge payment_intent amount reason metadata",
    ),
    Route(
        method="GET",
        path="/refunds",
        name="refunds.list",
        run=list_refunds,
        takes=f"{LIST_PARAMS} charge payment_intent",
    ),
    Route(method="GET", path="/refunds/<identifier>", name="refunds.retrieve", run=retrieve),
    Route(method="POST", path="/refunds/<identifier>", name="refunds.update", run=update, takes="metadata"),
)
