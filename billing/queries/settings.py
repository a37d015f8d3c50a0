"""Cost recovery settings as they are, and as they were: section by section, in words."""

from collections.abc import Sequence

from billing.domain.sections import custom_fees_in_words, fees_in_words, hold_in_words, taxes_in_words
from billing.models import CostRecovery, CustomFee, Tax
from billing.models.sections import custom_fees_of, fees_of, hold_of, taxes_of
from dealerships.models import Dealership
from dealerships.versions import Moment, Versions, versions
from kernel.changes import Words


def cost_recovery(*, dealership: Dealership, settings_id: int) -> CostRecovery:
    """The settings with their custom fees and taxes, in three statements."""
    rows = CostRecovery.objects.filter(dealership=dealership).prefetch_related("custom_fees", "taxes")
    return rows.get(pk=settings_id)


def recovery_versions(*, dealership: Dealership, settings_id: int | None) -> Sequence[Versions]:
    """Every version of the settings, their custom fees and their taxes."""
    return [
        versions(CostRecovery, dealership=dealership, id=settings_id),
        versions(CustomFee, dealership=dealership, settings=settings_id),
        versions(Tax, dealership=dealership, settings=settings_id),
    ]


def recovery_then(moment: Moment) -> dict[str, Words]:
    """Each section in words, as it stood at a moment; nothing where there were no settings."""
    for row in moment.rows(CostRecovery)[:1]:
        currency = row.currency
        return {
            "fees": fees_in_words(fees_of(row), currency),
            "custom_fees": custom_fees_in_words(custom_fees_of(moment.rows(CustomFee)), currency),
            "taxes": taxes_in_words(taxes_of(moment.rows(Tax))),
            "hold": hold_in_words(hold_of(row), currency),
        }
    return {}
