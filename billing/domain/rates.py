"""Which daily rate a vehicle takes: the whole frozen table of rates (billing.md rules 3 and 4)."""

from dataclasses import dataclass
from decimal import Decimal

FREE = Decimal("0.00")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """
    Every rate a contract may come to need, as it stood at signature.

    `override` is the contract's own; `after_reserve_days` the program's rate for days that are not covered;
    `by_model` the program's Daily Rate by Vehicle Model; `program` the flat rate of a program with cost recovery
    of its own; `group` the vehicle group's.
    """

    override: Decimal | None = None
    after_reserve_days: Decimal | None = None
    by_model: tuple[tuple[str, Decimal], ...] = ()
    program: Decimal | None = None
    group: Decimal | None = None

    def for_model(self, model: str) -> Decimal | None:
        """Return the rate of a vehicle of this model, a listed zero being free; None when nothing sets a rate."""
        for rate in (self.override, self.after_reserve_days, dict(self.by_model).get(model)):
            if rate is not None:
                return rate
        return self.for_any_model()

    def for_any_model(self) -> Decimal | None:
        """Return the rate of a model that is not listed: what `Terms.daily_rate` is built with."""
        listed_only = FREE if self.by_model else None
        for rate in (self.override, self.after_reserve_days, self.program, self.group):
            if rate is not None:
                return rate
        return listed_only
