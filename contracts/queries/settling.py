"""What a handback would cost and how it would be settled, before it is done."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from djmoney.money import Money

from billing.domain.payments import SMALLEST_CHARGE
from billing.domain.settlement import settle
from billing.queries import hold_of, worth
from contracts.domain.handback import Handback, refuse_impossible
from contracts.queries.agreed import additional_settings
from contracts.queries.bills import Bill, bill_of
from contracts.queries.people import card_of
from contracts.queries.running import bill, gone_out, went_out
from dealerships.models import Dealership

if TYPE_CHECKING:
    from reservations.models import Reservation


@dataclass(frozen=True, kw_only=True)
class Settling:
    """A bill, and where its total would come from."""

    bill: Bill
    held: Money
    card_label: str
    taken: Money
    released: Money
    charged: Money
    left: Money
    may_charge_later: bool

    @property
    def due(self) -> Money:
        """What is taken now, from the hold and the card."""
        return self.taken + self.charged


def settling(*, dealership: Dealership, loan: "Reservation", handback: Handback, at: datetime) -> Settling:
    """
    :raises UnableToFinish: it can't have come back like this
    :raises BadUsage: it can't be priced
    """
    out = went_out(gone_out(dealership, loan.contract)[-1])
    refuse_impossible(handback, out=out, now=at, zone=dealership.zone, unit=dealership.distance_unit)
    invoice = bill(dealership=dealership, contract=loan.contract, handback=handback)
    hold, card = hold_of(dealership=dealership, about=loan.reference), card_of(loan.customer)
    split = settle(due=invoice.total, hold=worth(hold, at), smallest_charge=SMALLEST_CHARGE)
    chargeable = card is not None or hold is not None
    settings, currency = additional_settings(loan), invoice.currency
    return Settling(
        bill=bill_of(invoice),
        held=Money(split.capture + split.release, currency),
        card_label=hold.card_label if hold else str(card or ""),
        taken=Money(split.capture, currency),
        released=Money(split.release, currency),
        charged=Money(split.charge if chargeable else 0, currency),
        left=Money(split.unsettled if chargeable else split.unsettled + split.charge, currency),
        may_charge_later=bool(settings and settings.charge_later_allowed),
    )
