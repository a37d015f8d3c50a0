"""Settings tried out before they are saved: what a contract, past or made up, would cost under them."""

from dataclasses import dataclass, replace
from decimal import Decimal

from billing.domain.rates import Rates
from billing.domain.recovering import terms_under
from billing.domain.sections import Fees
from billing.domain.terms import CustomFee, HoldTerms, Tax, Terms
from billing.domain.usage import HandedOver, Usage
from kernel.keys import without_case_and_spaces


@dataclass(frozen=True, kw_only=True, slots=True)
class Recovery:
    """
    Cost recovery settings as they are stored, or as they are being edited.

    Those of a program (``of_program``) stand above the group's daily rate; those of a group are all there is.
    """

    fees: Fees
    custom_fees: tuple[CustomFee, ...]
    taxes: tuple[Tax, ...]
    hold: HoldTerms
    of_program: bool = False

    def instead(self, agreed: Terms) -> Terms:
        """
        The terms of a contract with everything replaced that cost recovery settings say.

        What stays is what they don't say: the currency and time zone, the words for units, the contract's own rate, the
        rate after reserve days, and the rates by model.

        :raises BadUsage: the settings contradict themselves, with the path of the field
        """
        return terms_under(
            self.fees,
            self.custom_fees,
            self.taxes,
            self.hold,
            currency=agreed.currency,
            time_zone=agreed.time_zone,
            rates=self._rates(agreed.rates or Rates()),
            units=agreed.units,
        )

    def _rates(self, agreed: Rates) -> Rates:
        flat = self.fees.daily_rate
        return replace(agreed, program=flat) if self.of_program else replace(agreed, program=None, group=flat)


def used_under(terms: Terms, usage: Usage) -> Usage:
    """The same loan with each vehicle at its rate under these terms (billing.md rule 3); all else as it happened."""
    rates = [rate_under(terms, vehicle) for vehicle in usage.vehicles]
    if all(rate == vehicle.daily_rate for rate, vehicle in zip(rates, usage.vehicles, strict=True)):
        return usage
    vehicles = [replace(vehicle, daily_rate=rate) for rate, vehicle in zip(rates, usage.vehicles, strict=True)]
    return replace(usage, vehicles=tuple(vehicles))


def rate_under(terms: Terms, vehicle: HandedOver) -> Decimal | None:
    """A vehicle's own rate, where that differs from the terms'."""
    if terms.daily_rate is None or terms.rates is None:
        return None
    rate = terms.rates.for_model(without_case_and_spaces(vehicle.model))
    return None if rate == terms.daily_rate.amount else rate
