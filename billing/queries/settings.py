"""Cost recovery settings as they are, and as they were: section by section, in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from billing.domain.sections import Fees, custom_fees_in_words, fees_in_words, hold_in_words, taxes_in_words
from billing.domain.terms import CustomFee as AgreedFee
from billing.domain.terms import HoldTerms
from billing.domain.terms import Tax as AgreedTax
from billing.models import CostRecovery, CustomFee, Tax
from billing.models.sections import custom_fees_of, fees_of, hold_of, taxes_of
from dealerships.models import Dealership
from dealerships.versions import Moment, Versions, versions
from kernel.changes import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Sections:
    """Cost recovery settings as they are shown and saved."""

    currency: str
    fees: Fees
    custom_fees: tuple[AgreedFee, ...]
    taxes: tuple[AgreedTax, ...]
    hold: HoldTerms


def cost_recovery(*, dealership: Dealership, settings_id: int) -> CostRecovery:
    """The settings with their custom fees and taxes, in three statements."""
    rows = CostRecovery.objects.filter(dealership=dealership).prefetch_related("custom_fees", "taxes")
    return rows.get(pk=settings_id)


def sections_of(row: CostRecovery) -> Sections:
    """The four sections of a row."""
    return sections_then(row, row.custom_fees.all(), row.taxes.all())


def sections_then(row: Any, custom_fees: Any, taxes: Any) -> Sections:
    """The four sections of a row, or of a version, with the custom fees and taxes that it had."""
    return Sections(
        currency=row.currency,
        fees=fees_of(row),
        custom_fees=custom_fees_of(custom_fees),
        taxes=taxes_of(taxes),
        hold=hold_of(row),
    )


def recovery_versions(*, dealership: Dealership, settings_ids: Collection[int | None]) -> Sequence[Versions]:
    """Every version of these settings, their custom fees and their taxes."""
    return [
        versions(CostRecovery, dealership=dealership, id__in=settings_ids),
        versions(CustomFee, dealership=dealership, settings__in=settings_ids),
        versions(Tax, dealership=dealership, settings__in=settings_ids),
    ]


def recovery_then(moment: Moment, settings_id: int | None) -> dict[str, Words]:
    """Each section of the settings in words, as it stood at a moment; nothing where there were no such settings."""
    rows = [row for row in moment.rows(CostRecovery) if row.id == settings_id]
    fees, taxes = ([row for row in moment.rows(each) if row.settings == settings_id] for each in (CustomFee, Tax))
    return in_words(sections_then(rows[0], fees, taxes)) if rows else {}


def in_words(sections: Sections) -> dict[str, Words]:
    """Each section in words, by the name of its panel."""
    currency = sections.currency
    return {
        "fees": fees_in_words(sections.fees, currency),
        "custom_fees": custom_fees_in_words(sections.custom_fees, currency),
        "taxes": taxes_in_words(sections.taxes),
        "hold": hold_in_words(sections.hold, currency),
    }
