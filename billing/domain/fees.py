"""Custom fees, once per contract or per contract day (billing.md rule 9)."""

from collections.abc import Iterator

from billing.domain import words
from billing.domain.invoice import Line
from billing.domain.terms import CustomFee, FeeFrequency, Terms
from kernel.money import in_words, rounded


def custom_fees(terms: Terms, days: int) -> Iterator[Line]:
    """Charge each custom fee in the order of the terms."""
    for fee in terms.custom_fees:
        quantity = days if fee.frequency is FeeFrequency.PER_DAY else 1
        yield Line(
            code=f"custom_fee:{fee.kind}",
            amount=rounded(quantity * fee.amount, terms.currency),
            taxable=fee.taxable,
            quantity=quantity,
            unit_price=fee.amount,
            working=_working(fee, days, terms.currency),
        )


def _working(fee: CustomFee, days: int, currency: str) -> str:
    price = in_words(fee.amount, currency)
    if fee.frequency is FeeFrequency.PER_DAY:
        return f"{words.counted(days, 'contract day')} × {price}."
    return f"Once per contract, {price}."
