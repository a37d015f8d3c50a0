"""
The panels of settings: each has its own form and its own Save, validates only itself, and overwrites nobody.

A page builds its panels by name (``recovery_panels``, ``additional_panel``), shows them with the partials of
``templates/settings/``, and hands a POST to ``answer``: 422 with the faults beside their fields, 409 with what somebody
else changed, or a redirect back. Vehicle groups and programs do the same with settings of their own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone

from billing.domain.sections import remarks_on_custom_fees, remarks_on_fees, remarks_on_hold, remarks_on_taxes
from billing.forms import SAVE, CustomFeesForm, FeesForm, HoldForm, TaxesForm, sign_of
from billing.queries.settings import Sections, cost_recovery, recovery_then, recovery_versions, sections_of
from billing.services.settings import Saving, save_custom_fees, save_fees, save_hold, save_taxes
from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from dealerships.permits import actor
from dealerships.presses import once
from dealerships.versions import moments
from desk.queries.settings_history import Clash, Step, clashes, steps
from kernel.changes import Overtaken, fingerprint
from programs.forms import AdditionalForm
from programs.queries.additional_settings import additional_of, additional_then, additional_versions
from programs.services.additional_settings import save_additional

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

Panels = Mapping[str, "Panel"]
Page = Callable[[Panels, int], HttpResponse]
Make = Callable[[QueryDict | None], Any]
RECOVERY: dict[str, tuple[str, Any]] = {
    "fees": ("Fees", save_fees),
    "custom_fees": ("Custom Fees", save_custom_fees),
    "taxes": ("Taxes", save_taxes),
    "hold": ("Credit Card Hold", save_hold),
}
CLASH = 409
FAULTY = 422
SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Owner:
    """What settings belong to: its public reference, what people call it, and where each of its panels is posted."""

    subject: str
    name: str
    post: Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """
    One section: ``name`` is its key and the last word of its address, ``title`` what the page calls it.

    ``past`` are its states over time, oldest first; ``refusals`` say beside which field a refusal stands.
    """

    name: str
    title: str
    post: str
    make: Make
    save: Callable[[Any, QueryDict, "StaffRequest"], object]
    past: Callable[[], Sequence[Step]]
    refusals: Mapping[type[Exception], str] = field(default_factory=dict)
    remarks: Sequence[str] = ()
    looks: Mapping[str, str] = field(default_factory=dict)
    form: Any = None
    clashes: Sequence[Clash] = ()
    shown: str = ""

    @property
    def waits(self) -> bool:
        """Whether it shows something that is not saved yet."""
        return bool(self.clashes) or self.form.press != SAVE

    def fresh(self) -> "Panel":
        """As it is stored."""
        form = self.make(None)
        return replace(self, form=form, shown=form.shown)

    def typed(self, data: QueryDict) -> "Panel":
        """As it was typed."""
        form = self.make(data)
        return replace(self, form=form, shown=form.shown)

    def overtaken(self) -> "Panel":
        """As it was typed, beside what somebody else made of it; from now on both are known."""
        taken = self.past()
        found = clashes(taken, section=self.name, shown=self.shown, yours=self.form.words())
        return replace(self, clashes=found, shown=fingerprint(taken[-1].states[self.name]))


def answer(request: "StaffRequest", panels: Panels, name: str, *, page: Page, back: str) -> HttpResponse:
    """
    Save one panel, or show the page again with what was typed; the others stay as they are stored.

    :raises Http404: there is no such panel
    """
    if name not in panels:
        raise Http404
    panel = panels[name].typed(request.POST)
    if panel.form.press != SAVE:
        return page({**panels, name: panel}, SHOWN)
    if not panel.form.is_valid():
        return page({**panels, name: panel}, FAULTY)
    try:
        return once(request, lambda: said(panel, request, back), done=f"{panel.title} saved.")
    except Overtaken:
        return page({**panels, name: panel.overtaken()}, CLASH)
    except tuple(panel.refusals) as reason:
        panel.form.add_error(panel.refusals[type(reason)], str(reason))
        return page({**panels, name: panel}, FAULTY)


def said(panel: Panel, request: "StaffRequest", back: str) -> str:
    """Save, and go back to the panel."""
    panel.save(panel.form.value(), request.POST, request)
    return f"{back}#{panel.name.replace('_', '-')}"


def recovery_panels(*, dealership: Dealership, settings_id: int, owner: Owner) -> dict[str, Panel]:
    """Fees, custom fees, taxes and hold of one row of cost recovery settings, in three statements."""
    stored = sections_of(cost_recovery(dealership=dealership, settings_id=settings_id))
    makes, remarks, looks = forms_of(stored, dealership), remarks_on(stored), units(stored, dealership)
    return {
        name: Panel(
            name=name,
            title=title,
            post=owner.post(name),
            make=makes[name],
            save=saved_by(save, settings_id, owner),
            past=lambda: recovery_past(dealership, settings_id),
            remarks=tuple(remarks[name]),
            looks=looks,
        ).fresh()
        for name, (title, save) in RECOVERY.items()
    }


def recovery_past(dealership: Dealership, settings_id: int) -> list[Step]:
    """Every state of cost recovery settings."""
    taken = moments(recovery_versions(dealership=dealership, settings_ids=[settings_id]))
    return steps(taken, partial(recovery_then, settings_id=settings_id))


def forms_of(stored: Sections, dealership: Dealership) -> dict[str, Make]:
    """The form of each section, with what is stored or what was typed."""
    store, currency = dealership, stored.currency
    return {
        "fees": lambda data: FeesForm(data, dealership=store, fees=stored.fees, currency=currency),
        "custom_fees": lambda data: CustomFeesForm(data, dealership=store, fees=stored.custom_fees, currency=currency),
        "taxes": lambda data: TaxesForm(data, dealership=store, taxes=stored.taxes),
        "hold": lambda data: HoldForm(data, dealership=store, hold=stored.hold, currency=currency),
    }


def remarks_on(stored: Sections) -> dict[str, Iterable[str]]:
    """What each section says about settings that have no effect as they stand."""
    return {
        "fees": remarks_on_fees(stored.fees),
        "custom_fees": remarks_on_custom_fees(stored.fees),
        "taxes": remarks_on_taxes(stored.fees, stored.custom_fees, stored.taxes),
        "hold": remarks_on_hold(stored.fees, stored.hold),
    }


def additional_panel(*, dealership: Dealership, row: Any, owner: Owner) -> Panel:
    """The additional settings of a row."""
    stored = additional_of(row)
    return Panel(
        name="additional",
        title="Additional Settings",
        post=owner.post("additional"),
        make=lambda data: AdditionalForm(data, dealership=dealership, additional=stored),
        save=saved_by(save_additional, row.pk, owner),
        past=lambda: additional_past(dealership, row.pk),
    ).fresh()


def additional_past(dealership: Dealership, settings_id: int) -> list[Step]:
    """Every state of additional settings."""
    taken = moments(additional_versions(dealership=dealership, settings_ids=[settings_id]))
    return steps(taken, partial(additional_then, settings_id=settings_id))


def saved_by(save: Any, settings_id: int, owner: Owner) -> Callable[[Any, QueryDict, "StaffRequest"], object]:
    """Save what was typed, in the name of whoever asks."""

    def work(value: Any, data: QueryDict, request: "StaffRequest") -> object:
        shown = str(data.get("shown", ""))
        by, at = actor(request), timezone.now()
        return save(value, saving=saving(request.dealership, settings_id, owner, shown=shown, by=by, at=at))

    return work


def saving(dealership: Dealership, settings_id: int, owner: Owner, *, shown: str, by: Actor, at: datetime) -> Saving:
    """Who saves which settings when, and from which state of them."""
    return Saving(
        dealership=dealership,
        settings_id=settings_id,
        subject=owner.subject,
        name=owner.name,
        shown=shown,
        by=by,
        at=at,
    )


def units(stored: Sections, dealership: Dealership) -> dict[str, str]:
    """The words around the fields: the currency's sign, gallons or litres, miles or kilometres."""
    return {
        "sign": sign_of(stored.currency, dealership),
        "fuel": {"gal": "a gallon", "L": "a litre"}[dealership.fuel_unit],
        "distance": {"mi": "a mile", "km": "a kilometre"}[dealership.distance_unit],
        "a_day": f"{dealership.distance_unit} a day",
    }
