"""The test bench: the bill of an example under the settings as edited, beside the settings as saved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from djmoney.money import Money

from billing.domain.adjustments import label
from billing.domain.bench import Recovery, used_under
from billing.domain.engine import price
from billing.domain.hold import Hold, hold_for
from billing.domain.invoice import Invoice
from billing.domain.sections import tax_name
from billing.domain.terms import Terms
from billing.domain.usage import Energy, Usage
from billing.domain.words import plain
from billing.forms.example import ExampleCar
from dealerships.models import Dealership
from fleet.queries import pool

if TYPE_CHECKING:
    from fleet.models import VehicleGroup
    from programs.models import Program


@dataclass(frozen=True, kw_only=True, slots=True)
class Priced:
    """One line or tax of one bill."""

    label: str
    amount: Money
    working: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """A line or tax as edited and as saved; one of them may be missing."""

    edited: Priced | None
    saved: Priced | None

    @property
    def label(self) -> str:
        """What it is."""
        shown = self.edited or self.saved
        return shown.label if shown else ""

    @property
    def changed(self) -> bool:
        """Whether the edits change what it costs or how it comes about."""
        return self.edited != self.saved


@dataclass(frozen=True, kw_only=True, slots=True)
class BothBills:
    """Both bills line by line, what each comes to, and the holds before them."""

    lines: Sequence[Beside]
    taxes: Sequence[Beside]
    days: int
    total: Money
    saved_total: Money
    hold: Hold
    saved_hold: Hold

    @property
    def difference(self) -> Money:
        """What the edits make it cost more, or, below zero, less."""
        return self.total - self.saved_total

    @property
    def hold_amount(self) -> Money:
        """What would be held under the edits."""
        return Money(self.hold.amount, self.total.currency)

    @property
    def saved_hold_amount(self) -> Money:
        """What is held as saved."""
        return Money(self.saved_hold.amount, self.total.currency)


def both_bills(agreed: Terms, usage: Usage, *, edited: Recovery, saved: Recovery) -> BothBills:
    """
    Price the example twice.

    :raises BadUsage: the settings contradict themselves, or the example can't have happened
    """
    invoice, hold = _priced(agreed, usage, edited)
    saved_invoice, saved_hold = _priced(agreed, usage, saved)
    return BothBills(
        lines=beside(dict(_lines(invoice)), dict(_lines(saved_invoice))),
        taxes=beside(_taxes(invoice), _taxes(saved_invoice)),
        days=invoice.days,
        total=Money(invoice.total, invoice.currency),
        saved_total=Money(saved_invoice.total, saved_invoice.currency),
        hold=hold,
        saved_hold=saved_hold,
    )


def _priced(agreed: Terms, usage: Usage, recovery: Recovery) -> tuple[Invoice, Hold]:
    terms = recovery.instead(agreed)
    used = used_under(terms, usage)
    return price(terms, used), hold_for(terms, used)


def beside(edited: dict[str, Priced], saved: dict[str, Priced]) -> list[Beside]:
    """By code: those of the edited bill in its order, then those that only the saved one has."""
    codes = [*edited, *(code for code in saved if code not in edited)]
    return [Beside(edited=edited.get(code), saved=saved.get(code)) for code in codes]


def _lines(invoice: Invoice) -> Iterator[tuple[str, Priced]]:
    for line in invoice.lines:
        yield (
            line.code,
            Priced(label=_named(line.code), amount=Money(line.amount, invoice.currency), working=line.working),
        )
    for waived in invoice.waived:
        yield waived.code, Priced(label=_named(waived.code), amount=Money(0, invoice.currency), working=waived.working)


def _named(code: str) -> str:
    words = label(code)
    return words[:1].upper() + words[1:]


def _taxes(invoice: Invoice) -> dict[str, Priced]:
    return {
        tax.kind: Priced(
            label=tax_name(tax.kind),
            amount=Money(tax.amount, invoice.currency),
            working=f"{plain(tax.percent)}% of the taxable lines.",
        )
        for tax in invoice.taxes
    }


def example_cars(
    *, dealership: Dealership, group: "VehicleGroup | None" = None, program: "Program | None" = None
) -> list[ExampleCar]:
    """What can be lent from a group or program: each model once, with its tank or battery."""
    rows = pool(dealership=dealership, group=group, program=program).order_by("model", "capacity")
    found = rows.values_list("model", "energy", "capacity").distinct()
    return [ExampleCar(model=model, energy=Energy(energy), capacity=capacity) for model, energy, capacity in found]
