"""Every setting of the store matters: changed through its form, it changes a paper, a time, a bill or a refusal."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.test import Client

from contracts.queries import loan
from contracts.queries.agreed import booked_usage, terms_now
from contracts.queries.merging import merge_values
from customers.services.messages import way_to
from dealerships.models import Dealership
from dealerships.queries import store_words
from fleet.models import Vehicle
from fleet.queries import free_in
from kernel.changes import fingerprint
from kernel.period import Period
from programs.models import AgreementVersion
from programs.queries import version_to_sign
from reservations.models import Reservation
from reservations.queries import usual_times
from tests.contracts.at_the_counter import loan_for_group
from tests.settings_groups.test_the_dealership import PAGE, form_of, now
from tests.situations import Counter, at


def averys(desk: Counter) -> Reservation:
    """Her loan, with everything."""
    return loan(dealership=desk.store, code=Reservation.objects.get(dealership=desk.store).code)


def on_the_agreement(desk: Counter) -> dict[str, str]:
    """What the agreement of Avery's loan says: the letterhead, and when she comes."""
    found = averys(desk)
    terms = terms_now(dealership=now(desk), loan=found)
    usage = booked_usage(loan=found, model="RX 350", terms=terms, covered_days=0)
    return merge_values(dealership=now(desk), loan=found, contract=found.contract, terms=terms, usage=usage)


def clock_of_the_bill(desk: Counter) -> str:
    return terms_now(dealership=now(desk), loan=averys(desk)).time_zone


def usual_pickup(desk: Counter) -> datetime:
    return usual_times(dealership=now(desk), at=at(9, 8)).starts_at


def text_to_sign(desk: Counter) -> str:
    """Of Springfield's agreement in English and Spanish, what a guest signs who speaks French."""
    asked: dict[str, Any] = {"dealership": now(desk), "program": None, "of_group": None, "language": "fr-ca"}
    return version_to_sign(**asked).language


def way_to_avery(desk: Counter) -> str:
    return way_to(dealership=now(desk), customer=desk.avery)[0]


def free_at(desk: Counter) -> bool:
    """Whether a car that is promised from nine on can be lent before, until half past eight."""
    period = Period(at(8), at(9, 8, 30))
    rows = Vehicle.objects.filter(dealership=desk.store, pk=desk.rx_350.pk)
    return free_in(dealership=now(desk), vehicles=rows, period=period, at=at(7)).exists()


Look = Callable[[Counter], Any]
OF_THE_STORE: dict[str, tuple[str, dict[str, str], Look]] = {
    "name": ("about", {"name": "Lexus of Chatham"}, on_the_agreement),
    "dealer_code": ("about", {"dealer_code": "63299"}, on_the_agreement),
    "phone": ("about", {"phone": "(217) 555-0188"}, on_the_agreement),
    "street": ("about", {"street": "8 Oak St"}, on_the_agreement),
    "city": ("about", {"city": "Chatham"}, on_the_agreement),
    "state": ("about", {"state": "IN"}, on_the_agreement),
    "postal_code": ("about", {"postal_code": "62629"}, on_the_agreement),
    "opening_hours": ("hours", {"opens_0": "10:00"}, usual_pickup),
    "closed_dates": ("hours", {"closed_dates": "2026-03-09"}, usual_pickup),
    "turnaround_minutes": ("hours", {"turnaround": "45"}, free_at),
    "time_zone": ("ways", {"time_zone": "America/Denver"}, clock_of_the_bill),
    "language": ("ways", {"language": "es-us"}, text_to_sign),
    "guest_channel": ("ways", {"guest_channel": "email"}, way_to_avery),
}
"""Column, and what is typed for it; the second factor is proven below, because nobody gets back after it."""
SET_AT_THE_OPENING = {"country", "currency", "distance_unit", "fuel_unit", "processor_account", "text_sender", "slug"}
NAMES_OF_THE_ROW = {"id", "dealer_group", "requires_mfa"}


def test_every_setting_of_the_store_changes_a_paper_a_time_or_a_refusal(admin: Client, desk: Counter):
    spanish = {"number": 1, "language": "es-us", "body": "<p>Contrato.</p>", "published_at": at(1)}
    AgreementVersion.objects.create(dealership=desk.store, agreement=desk.agreement, **spanish)
    loan_for_group(desk).work.assign(desk.rx_350, at(9, 8, 31))

    typed_so_far = {section: form_of(admin, section) for section in ("about", "hours", "ways")}

    without_effect = []
    for column, (section, typed, look) in OF_THE_STORE.items():
        before = look(desk)
        typed_so_far[section] |= typed | {"form_key": column, "shown": fingerprint(store_words(now(desk))[section])}
        assert admin.post(f"{PAGE}sections/{section}/", typed_so_far[section]).status_code == 302, column
        if look(desk) == before:
            without_effect.append(column)

    assert without_effect == []


def test_every_column_of_the_store_has_its_proof():
    columns = {field.name for field in Dealership._meta.concrete_fields}

    assert columns == set(OF_THE_STORE) | SET_AT_THE_OPENING | NAMES_OF_THE_ROW
