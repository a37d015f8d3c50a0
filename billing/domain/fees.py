"""Custom fees, once per contract or per contract day (billing.md rule 9)."""

from collections.abc import Iterator
from typing import NamedTuple

from billing.domain import words
from billing.domain.invoice import Line
from billing.domain.terms import CustomFee, FeeFrequency, Terms
from kernel.money import in_words, rounded


class EachTime(NamedTuple):
    """How often a fee is due."""

    fee: CustomFee
    days: int
    currency: str

    def __str__(self) -> str:
        """Say `3 contract days × $2.00.`."""
        price = in_words(self.fee.amount, self.currency)
        if self.fee.frequency is FeeFrequency.PER_DAY:
            return f"{words.counted(self.days, 'contract day')} × {price}."
        return f"Once per contract, {price}."


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
            told=EachTime(fee, days, terms.currency),
        )
