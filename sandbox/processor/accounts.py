"""Accounts: the dealerships' own, each seen with its capabilities."""

from sandbox.processor.calls import Call, Route
from sandbox.processor.errors import Json, Refusal


def own(call: Call) -> Json:
    return _account(call.shelf.account or "acct_platform")


def retrieve(call: Call, identifier: str) -> Json:
    known = {each.stripe_account for each in call.world.configuration.dealerships}
    if identifier not in known:
        raise Refusal(
            f"The provided key does not have access to account '{identifier}' (or that account does not exist).",
            status=403,
            code="account_invalid",
        )
    return _account(identifier)


def _account(identifier: str) -> Json:
    return {
        "id": identifier,
        "object": "account",
        "capabilities": {"card_payments": "active", "transfers": "active"},
        "charges_enabled": True,
        "country": "US",
        "default_currency": "usd",
        "details_submitted": True,
        "email": None,
        "metadata": {},
        "payouts_enabled": True,
        "type": "standard",
    }


ROUTES = (
    Route(method="GET", path="/account", name="accounts.own", run=own),
    Route(method="GET", path="/accounts/<identifier>", name="accounts.retrieve", run=retrieve),
)
