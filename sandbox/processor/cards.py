"""Test cards and how each behaves at the bank, as the vendor documents them; no other number is taken or kept."""

from dataclasses import dataclass

DAY = 24 * 3600
VISA_MERCHANT_INITIATED = 4 * DAY + 18 * 3600
MESSAGES = {
    "generic_decline": "Your card was declined.",
    "insufficient_funds": "Your card has insufficient funds.",
    "lost_card": "Your card was declined.",
    "stolen_card": "Your card was declined.",
    "expired_card": "Your card has expired.",
    "incorrect_cvc": "Your card's security code is incorrect.",
    "processing_error": "An error occurred while processing your card. Try again in a little bit.",
    "authentication_required": "Your card was declined. This transaction requires authentication.",
    "test_mode_live_card": "Your card was declined. Your request was in test mode, but used a non test card.",
}
CODES_OF_THEIR_OWN = frozenset({"expired_card", "incorrect_cvc", "processing_error", "authentication_required"})


@dataclass(frozen=True, kw_only=True)
class Card:
    """A test card. `decline` when it is added or charged, `charge_decline` only when charged.

    `authentication`: "unless_set_up" or "always", when the bank wants the guest to confirm.
    """

    brand: str
    last4: str
    funding: str = "credit"
    country: str = "US"
    decline: str = ""
    charge_decline: str = ""
    authentication: str = ""


CARDS = {
    "4242424242424242": Card(brand="visa", last4="4242"),
    "4000056655665556": Card(brand="visa", last4="5556", funding="debit"),
    "5555555555554444": Card(brand="mastercard", last4="4444"),
    "2223003122003222": Card(brand="mastercard", last4="3222"),
    "5200828282828210": Card(brand="mastercard", last4="8210", funding="debit"),
    "378282246310005": Card(brand="amex", last4="0005"),
    "371449635398431": Card(brand="amex", last4="8431"),
    "6011111111111117": Card(brand="discover", last4="1117"),
    "3056930009020004": Card(brand="diners", last4="0004"),
    "3566002020360505": Card(brand="jcb", last4="0505", country="JP"),
    "6200000000000005": Card(brand="unionpay", last4="0005", country="CN"),
    "4000001240000000": Card(brand="visa", last4="0000", country="CA"),
    "4000000000000002": Card(brand="visa", last4="0002", decline="generic_decline"),
    "4000000000009995": Card(brand="visa", last4="9995", decline="insufficient_funds"),
    "4000000000009987": Card(brand="visa", last4="9987", decline="lost_card"),
    "4000000000009979": Card(brand="visa", last4="9979", decline="stolen_card"),
    "4000000000000069": Card(brand="visa", last4="0069", decline="expired_card"),
    "4000000000000127": Card(brand="visa", last4="0127", decline="incorrect_cvc"),
    "4000000000000119": Card(brand="visa", last4="0119", decline="processing_error"),
    "4000000000000341": Card(brand="visa", last4="0341", charge_decline="generic_decline"),
    "4000002500003155": Card(brand="visa", last4="3155", country="IE", authentication="unless_set_up"),
    "4000002760003184": Card(brand="visa", last4="3184", country="DE", authentication="always"),
}
TOKENS = {
    "pm_card_visa": "4242424242424242",
    "pm_card_visa_debit": "4000056655665556",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_mastercard_debit": "5200828282828210",
    "pm_card_amex": "378282246310005",
    "pm_card_discover": "6011111111111117",
    "pm_card_diners": "3056930009020004",
    "pm_card_jcb": "3566002020360505",
    "pm_card_unionpay": "6200000000000005",
    "pm_card_ca": "4000001240000000",
    "pm_card_chargeCustomerFail": "4000000000000341",
    "pm_card_chargeDeclined": "4000000000000002",
    "pm_card_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_chargeDeclinedLostCard": "4000000000009987",
    "pm_card_chargeDeclinedStolenCard": "4000000000009979",
    "pm_card_chargeDeclinedExpiredCard": "4000000000000069",
    "pm_card_chargeDeclinedIncorrectCvc": "4000000000000127",
    "pm_card_chargeDeclinedProcessingError": "4000000000000119",
    "pm_card_visa_chargeDeclined": "4000000000000002",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_visa_chargeCustomerFail": "4000000000000341",
    "pm_card_authenticationRequiredOnSetup": "4000002500003155",
    "pm_card_authenticationRequired": "4000002760003184",
}


def code_of(decline: str) -> str:
    """The error code that goes with a decline code."""
    return decline if decline in CODES_OF_THEIR_OWN else "card_declined"


def is_card_number(digits: str) -> bool:
    """Whether the digits pass the Luhn check, so that a slip of the finger is told from a refusal."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return 12 <= len(digits) <= 19 and sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def hold_seconds(brand: str, *, merchant_initiated: bool) -> int:
    """How long the network keeps a hold: 7 days, or 4 days 18 hours for Visa when the guest was not asked."""
    return VISA_MERCHANT_INITIATED if brand == "visa" and merchant_initiated else 7 * DAY


def declines_when_charged(card: Card) -> str:
    return card.charge_decline or card.decline


def wants_authentication(card: Card, *, set_up: bool) -> bool:
    return card.authentication == "always" or (card.authentication == "unless_set_up" and not set_up)
