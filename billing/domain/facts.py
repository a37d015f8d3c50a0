"""What others may react to: holds authorised, declined, released, lapsed; payments settled and failed."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldAuthorised:
    """The card is good for it; ``renewed`` when it took the place of an older hold. Amounts in decimal digits."""

    about: str
    hold: int
    amount: str
    currency: str
    renewed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldDeclined:
    """Nothing is held; the reason is fit for the advisor."""

    about: str
    hold: int
    reason: str
    renewed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldReleased:
    """The guest has the amount back."""

    about: str
    hold: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldLapsed:
    """The bank let the hold go before anybody captured it; it counts as nothing."""

    about: str
    hold: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentSettled:
    """Money moved: captured, charged, refunded, or paid by hand."""

    about: str
    payment: int
    kind: str
    amount: str
    currency: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentFailed:
    """Money that should have moved did not; the reason is fit for the advisor."""

    about: str
    payment: int
    kind: str
    reason: str
