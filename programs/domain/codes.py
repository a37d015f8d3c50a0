"""The public codes of programs and agreements: what addresses and the history call them."""

from customers.domain.codes import spoken

LENGTH = 6
"""Two of one store never meet in practice; the database refuses the pair that does."""


def public_code() -> str:
    """A code that is readable aloud, such as 7Q4MKX."""
    return spoken(LENGTH)
