"""A loan as the guest sees it through a link: what comes next, what it costs, what is still to accept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from djmoney.money import Money

from billing.domain.hold import HoldAction
from billing.domain.payments import HoldState
from billing.queries import on_its_way, unsettled
from contracts.domain.missing import missing_before_signature
from contracts.domain.paper import ReceiptPaper
from contracts.domain.visits import Step, next_step, to_type
from contracts.models import AcceptedTerm, FrozenTerms
from contracts.queries.bills import Bill, bill_of
from contracts.queries.frozen import frozen_terms, shown, signed
from contracts.queries.loans import contract_of
from contracts.queries.papers import parts
from contracts.queries.people import card_of, collects_card
from contracts.queries.receipts import receipt_paper
from contracts.queries.running import estimate
from contracts.queries.settlement import being_settled
from contracts.queries.standing import snapshot
from dealerships.models import Dealership
from reservations.domain.lifecycle import BEFORE_START, Status

if TYPE_CHECKING:
    from contracts.models import Contract
    from customers.models import Card, Customer
    from reservations.models import Reservation

PAPERS = {Step.LICENCE: "driver’s licence", Step.INSURANCE: "proof of insurance"}


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What a loan is expected to cost and what is held for it; ``at_most``: the vehicle isn't known yet."""

    bill: Bill
    deposit: Money
    held: Money
    working: str
    at_most: bool

    @property
    def verified_only(self) -> bool:
        """Whether the card is checked and nothing is held."""
        return not self.held.amount


@dataclass(frozen=True, kw_only=True)
class Signing:
    """The frozen terms of a loan, and how far the guest has come with them."""

    frozen: FrozenTerms
    terms: Sequence[dict[str, Any]]
    agreed: Sequence[dict[str, Any]]

    @property
    def waiting(self) -> Sequence[dict[str, Any]]:
        """The terms that are still to accept, in order."""
        done = {term["position"] for term in self.agreed}
        return [term for term in self.terms if term["position"] not in done]

    @property
    def place(self) -> str:
        """Which term it is now, counted from one."""
        return str(len(self.agreed) + 1)

    @property
    def whole(self) -> str:
        """How many there are."""
        return str(len(self.terms))

    @property
    def following(self) -> Sequence[str]:
        """What comes after the term of now, by title."""
        return [term["title"].lower() for term in self.waiting[1:]]

    @property
    def body(self) -> tuple[str, str, str]:
        """The agreement before its terms, between them and the signature, and after."""
        return parts(self.frozen.body)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The receipt in words, and whether anything is open."""

    paper: ReceiptPaper
    owed: Money
    settling: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a driver comes to next, what they can type in, whether a card is missing, and whether they can sign."""

    step: Step
    to_type: Sequence[Step] = ()
    card_missing: bool = False
    to_sign: bool = False

    @property
    def lacking(self) -> Sequence[Step]:
        """Everything that they can add."""
        return [*self.to_type, Step.CARD] if self.card_missing else self.to_type


def standing_of(
    *, dealership: Dealership, loan: "Reservation", driver: "Customer", skipped: Collection[str], at: datetime
) -> Standing:
    """
    How a driver's visit stands; ``loan`` comes from ``contracts.queries.loan``. What was ``skipped`` is brought to the
    counter. Only the guest's own card counts.
    """
    status = Status(loan.status)
    if status not in BEFORE_START:
        return Standing(step=next_step(status=status, card_missing=False, open_for_signature=False, signed=False))
    now = snapshot(dealership=dealership, loan=loan, at=at)
    typed = to_type(now, driver.code)
    card_missing = driver is loan.customer and collects_card(loan) and card_declined_or_none(loan)
    opened, done = not missing_before_signature(now), now.terms_in_force and driver.code in now.signed
    step = next_step(
        status=status,
        to_type=[each for each in typed if each not in skipped],
        card_missing=card_missing,
        open_for_signature=opened,
        signed=done,
    )
    return Standing(step=step, to_type=typed, card_missing=card_missing, to_sign=opened and not done)


def has_signed(loan: "Reservation", driver: "Customer") -> bool:
    """Whether the driver's signature stands under what is frozen."""
    frozen = frozen_terms(loan)
    return frozen is not None and driver.code in signed(frozen, [driver])


def card_declined_or_none(loan: "Reservation") -> bool:
    """Whether a card is to be added: there is none, or the bank declined the hold on it."""
    card = card_of(loan.customer)
    return card is None or declined(contract_of(loan), card)


def declined(contract: "Contract | None", card: "Card") -> bool:
    """Whether the newest hold failed on this very card."""
    hold = contract.hold if contract else None
    return hold is not None and hold.state == HoldState.FAILED and hold.payment_method == card.payment_method


def papers_to_bring(to_type: Sequence[Step]) -> list[str]:
    """What the guest did not type in, and brings."""
    return [words for step, words in PAPERS.items() if step in to_type]


def costs(*, dealership: Dealership, loan: "Reservation") -> Costs | None:
    """Estimate and hold in words for the guest; None while nothing says what it costs."""
    planned = estimate(dealership=dealership, loan=loan)
    if planned is None:
        return None
    hold, currency = planned.hold, planned.invoice.currency
    nothing = hold.action is not HoldAction.AUTHORISE
    return Costs(
        bill=bill_of(planned.invoice),
        deposit=Money(hold.deposit, currency),
        held=Money(0 if nothing else hold.amount, currency),
        working=hold.working,
        at_most=planned.at_most,
    )


def signing(*, dealership: Dealership, loan: "Reservation", driver: "Customer") -> Signing | None:
    """The terms that are open for a driver's signature; None before they froze."""
    frozen = frozen_terms(loan)
    if frozen is None:
        return None
    accepted = AcceptedTerm.objects.filter(dealership=dealership, frozen=frozen, driver=driver)
    positions = set(accepted.values_list("position", flat=True))
    terms = shown(frozen, "terms")
    return Signing(frozen=frozen, terms=terms, agreed=[term for term in terms if term["position"] in positions])


def receipt(*, dealership: Dealership, loan: "Reservation") -> Receipt:
    """What a finished loan cost and how it was paid."""
    return Receipt(
        paper=receipt_paper(dealership=dealership, code=loan.code),
        owed=unsettled(dealership=dealership, about=loan.reference),
        settling=on_its_way(dealership=dealership, about=loan.reference) > 0
        or being_settled(dealership=dealership, about=loan.reference),
    )
