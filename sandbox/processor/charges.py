"""Charges: one try to hold or take money on a card, with what the bank said and until when a hold lasts."""

from sandbox.processor.calls import Call, Route
from sandbox.processor.cards import MESSAGES, code_of, hold_seconds
from sandbox.processor.errors import Json
from sandbox.processor.lists import LIST_PARAMS, page
from sandbox.processor.objects import new_id

NOT_SAID = (
    "application",
    "application_fee",
    "application_fee_amount",
    "balance_transaction",
    "failure_balance_transaction",
    "failure_code",
    "failure_message",
    "on_behalf_of",
    "outcome",
    "receipt_email",
    "receipt_number",
    "receipt_url",
    "review",
    "shipping",
    "source_transfer",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
)


def new_charge(call: Call, intent: Json, method: Json, *, off_session: bool) -> Json:
    return dict.fromkeys(NOT_SAID) | {
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "LOAN CAR",
        "captured": False,
        "created": call.now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": "card", "card": _card_details(intent, method)},
        "radar_options": {},
        "refunded": False,
        "status": "failed",
        "_merchant_initiated": off_session,
    }


def _card_details(intent: Json, method: Json) -> Json:
    card, wishes = method["card"], intent["_card_wishes"]
    incremental = "available" if wishes.get("request_incremental_authorization") == "if_available" else "unavailable"
    return {
        "amount_authorized": None,
        "authorization_code": None,
        "brand": card["brand"],
        "checks": card["checks"],
        "country": card["country"],
        "exp_month": card["exp_month"],
        "exp_year": card["exp_year"],
        "extended_authorization": {"status": "disabled"},
        "fingerprint": card["fingerprint"],
        "funding": card["funding"],
        "incremental_authorization": {"status": incremental},
        "installments": None,
        "last4": card["last4"],
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": card["brand"],
        "network_token": {"used": False},
        "network_transaction_id": new_id("ntx")[4:19],
        "overcapture": {"maximum_amount_capturable": intent["amount"], "status": "unavailable"},
        "regulated_status": "unregulated",
        "three_d_secure": None,
        "wallet": None,
    }


def approve(charge: Json) -> None:
    card = charge["payment_method_details"]["card"]
    card["amount_authorized"] = charge["amount"]
    card["authorization_code"] = new_id("a")[2:8].upper()
    charge["paid"], charge["status"] = True, "succeeded"
    charge["outcome"] = _outcome("approved_by_network", None, "authorized", "Payment complete.")


def refuse(charge: Json, decline: str) -> None:
    charge["failure_code"], charge["failure_message"] = code_of(decline), MESSAGES[decline]
    charge["outcome"] = _outcome(
        "declined_by_network", decline, "issuer_declined", "The bank did not return any further details."
    )


def _outcome(network_status: str, reason: str | None, kind: str, message: str) -> Json:
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": network_status,
        "reason": reason,
        "risk_level": "normal",
        "seller_message": message,
        "type": kind,
    }


def keep_until_lapse(charge: Json) -> int:
    """Set and return `capture_before`: Unix seconds after which the network lets the hold go."""
    card = charge["payment_method_details"]["card"]
    seconds = hold_seconds(card["brand"], merchant_initiated=charge["_merchant_initiated"])
    before: int = charge["created"] + seconds
    card["capture_before"] = before
    return before


def take(charge: Json, amount: int) -> None:
    charge["captured"], charge["amount_captured"] = True, amount
    charge["balance_transaction"] = new_id("txn")


def retrieve(call: Call, identifier: str) -> Json:
    return call.shelf.get("charge", identifier)


def list_charges(call: Call) -> Json:
    return page(call, "charge", "/charges", "customer", "payment_intent")


ROUTES = (
    Route(method="GET", path="/charges/<identifier>", name="charges.retrieve", run=retrieve),
    Route(
        method="GET",
        path="/charges",
        name="charges.list",
        run=list_charges,
        takes=f"{LIST_PARAMS} customer payment_intent",
    ),
)
