"""
Cost recovery settings as they are being edited: what stands in the forms of a page, saved or not.

A section that was not sent is as stored. Of one with faults, what is sound counts as typed and the rest as stored.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from billing.domain.bench import Recovery
from billing.domain.sections import Fees, fee_name, tax_name
from billing.domain.terms import AllowanceBasis, BillingDayKind, CustomFee, CustomFeeKind, FeeFrequency, Tax, TaxKind
from billing.forms import FeesForm, RowsForm
from billing.queries.settings import Sections
from dealerships.models import Dealership
from desk.views.settings_panels import forms_of

SENT_BY = {"fees": "billing_day", "custom_fees": "fee-rows", "taxes": "tax-rows", "hold": "hold_kind"}
"""A field that each section's form always sends."""
TOGETHER = (("billing_day", "billing_day_minutes"), ("mileage_daily_allowance", "mileage_rate"))
"""Fields that only make sense with each other: if one is at fault, both are as stored."""
KINDS: Mapping[str, Callable[[Any], Any]] = {"billing_day": BillingDayKind, "fuel_allowance_basis": AllowanceBasis}


@dataclass(frozen=True, kw_only=True)
class Edited:
    """The sections as edited; ``as_stored`` names what was typed but can't be used."""

    sections: Sections
    as_stored: Sequence[str] = ()


def recovery_of(sections: Sections, *, of_program: bool) -> Recovery:
    """Sections as the test bench takes them."""
    return Recovery(
        fees=sections.fees,
        custom_fees=sections.custom_fees,
        taxes=sections.taxes,
        hold=sections.hold,
        of_program=of_program,
    )


def edited(stored: Sections, data: QueryDict, dealership: Dealership) -> Edited:
    """What stands in the forms that were sent."""
    faults: list[str] = []
    makes = forms_of(stored, dealership)
    read: Mapping[str, Callable[[Any, Sections, list[str]], Any]]
    read = {"fees": _fees, "custom_fees": _custom_fees, "taxes": _taxes, "hold": _hold}
    typed = {name: read[name](makes[name](data), stored, faults) for name, sent in SENT_BY.items() if sent in data}
    return Edited(sections=replace(stored, **typed), as_stored=tuple(faults))


def _fees(form: FeesForm, stored: Sections, faults: list[str]) -> Fees:
    if form.is_valid():
        return form.value()
    faults += [str(form[name].label) for name in form.errors]
    odd = set(form.errors)
    for pair in TOGETHER:
        odd |= set(pair) if odd & set(pair) else set()
    typed = {name: form.cleaned_data[name] for name in Fees.__dataclass_fields__ if name not in odd}
    return replace(stored.fees, **{name: KINDS.get(name, _same)(value) for name, value in typed.items()})


def _same(value: Any) -> Any:
    return value


def _hold(form: Any, stored: Sections, faults: list[str]) -> Any:
    if form.is_valid():
        return form.value()
    faults.append("Credit Card Hold")
    return stored.hold


def _custom_fees(form: RowsForm, stored: Sections, faults: list[str]) -> tuple[CustomFee, ...]:
    known = {fee.kind.value: fee for fee in stored.custom_fees}
    return tuple(_sound(form, known, _custom_fee, fee_name, faults))


def _custom_fee(said: Mapping[str, Any]) -> CustomFee:
    return CustomFee(
        kind=CustomFeeKind(said["kind"]),
        frequency=FeeFrequency(said["frequency"]),
        amount=said["amount"],
        taxable=said["taxable"],
    )


def _taxes(form: RowsForm, stored: Sections, faults: list[str]) -> tuple[Tax, ...]:
    known = {tax.kind.value: tax for tax in stored.taxes}
    return tuple(_sound(form, known, _tax, tax_name, faults))


def _tax(said: Mapping[str, Any]) -> Tax:
    return Tax(kind=TaxKind(said["kind"]), percent=said["percent"])


def _sound(
    form: RowsForm, known: Mapping[str, Any], make: Callable[[Any], Any], name: Callable[[str], str], faults: list[str]
) -> Iterator[Any]:
    """Each row once; a row at fault is as the stored one of its kind, if there is any."""
    form.is_valid()
    seen: set[str] = set()
    for row in form.filled:
        kind = str(row["kind"].value() or "")
        if row.errors:
            faults.append(name(kind) if kind else "A row without a type")
        value = known.get(kind) if row.errors else make(row.cleaned_data)
        if value is not None and kind not in seen:
            seen.add(kind)
            yield value
