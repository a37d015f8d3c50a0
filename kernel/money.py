"""Money is a decimal in one currency, and is rounded in one place: here."""

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache

import moneyed

EXACT = Context(prec=200)
"""Wide enough that no sum or product of a contract's numbers is ever cut before its rounding."""

_SYMBOLS = {"USD": "$", "CAD": "$", "AUD": "$", "MXN": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


class UnknownCurrency(Exception):
    """There is no currency of this code."""

    def __init__(self, currency: str) -> None:
        """Name the code that means no currency."""
        super().__init__(f"“{currency}” is not the code of a currency.")


@cache
def minor_unit(currency: str) -> Decimal:
    """
    Return the smallest amount of a currency: 0.01 for USD, 1 for JPY, 0.001 for KWD.

    :raises UnknownCurrency: no currency has this code
    """
    try:
        parts = moneyed.get_currency(currency).sub_unit
    except moneyed.CurrencyDoesNotExist as missing:
        raise UnknownCurrency(currency) from missing
    return Decimal(1).scaleb(1 - len(str(parts)))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Round half away from zero to the currency's minor unit (billing.md rule 1)."""
    return amount.quantize(minor_unit(currency), ROUND_HALF_UP, EXACT)


@lru_cache(maxsize=4096)
def exact_text(amount: Decimal, currency: str) -> str:
    """Write an amount in plain digits, at least to the minor unit and never cut: 20 as 20.00, 3.499 as 3.499."""
    plain = f"{amount.normalize(EXACT):f}"
    padded = f"{rounded(amount, currency):f}"
    return max(plain, padded, key=len)


@lru_cache(maxsize=4096)
def in_words(amount: Decimal, currency: str) -> str:
    """Write an amount for people: $1,234.50, -$5.00, KWD 3.250."""
    sign = "-" if amount < 0 else ""
    digits = f"{Decimal(exact_text(abs(amount), currency)):,f}"
    return f"{sign}{_SYMBOLS.get(currency, currency + ' ')}{digits}"
