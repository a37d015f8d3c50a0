"""Additional settings as they are, and as they were."""

from collections.abc import Collection, Sequence
from typing import Any

from dealerships.models import Dealership
from dealerships.versions import Moment, Versions, versions
from kernel.changes import Words
from programs.domain.additional import Additional, additional_in_words
from programs.models import AdditionalSettings


def additional_settings(*, dealership: Dealership, settings_id: int) -> AdditionalSettings:
    """One row of them."""
    return AdditionalSettings.objects.filter(dealership=dealership).get(pk=settings_id)


def additional_of(row: Any) -> Additional:
    """The section of a row or a version of it."""
    return Additional(**{name: getattr(row, name) for name in Additional.__dataclass_fields__})


def additional_versions(*, dealership: Dealership, settings_ids: Collection[int | None]) -> Sequence[Versions]:
    """Every version of these additional settings."""
    return [versions(AdditionalSettings, dealership=dealership, id__in=settings_ids)]


def additional_then(moment: Moment, settings_id: int | None) -> dict[str, Words]:
    """The section in words, as it stood at a moment; nothing where there were no such settings."""
    rows = [row for row in moment.rows(AdditionalSettings) if row.id == settings_id]
    return {"additional": additional_in_words(additional_of(rows[0]))} if rows else {}
