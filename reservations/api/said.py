"""What another system books, by the names and codes that the dealership knows, as a value of the domain."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet, Subquery
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from customers.queries import customers
from dealerships.api import InstantField, Said
from dealerships.models import Dealership
from dealerships.queries import advisors
from fleet.queries.groups import categories, groups
from kernel.keys import without_case, without_case_and_spaces
from kernel.period import Period, PeriodUpsideDown
from programs.queries import programs
from reservations.domain.booking import MOST_DRIVERS, Booking
from reservations.domain.channels import Channel
from reservations.domain.lifecycle import CHOICES

UNKNOWN = {
    "customer": "There is no profile with this code.",
    "drivers": "There is no profile with this code.",
    "group": "There is no vehicle group of this name.",
    "program": "There is no program with this title.",
    "category": "There is no category of this name.",
    "advisor": "No service advisor has this email.",
}


class BookingSaid(Said):
    """A booking: for a guest, from a group or a program, for a period."""

    customer = serializers.CharField(max_length=12, help_text="The code of the guest's profile.")
    group = serializers.CharField(max_length=80, required=False, help_text="A vehicle group's name; or a program.")
    program = serializers.CharField(max_length=80, required=False, help_text="A program's title; or a group.")
    category = serializers.CharField(max_length=40, required=False, help_text="A category's name, such as SUV.")
    preferred_model = serializers.CharField(max_length=80, required=False)
    pickup_at = InstantField()
    dropoff_at = InstantField()
    advisor = serializers.EmailField(required=False, help_text="A service advisor's email.")
    repair_order = serializers.CharField(max_length=20, required=False)
    service_vin = serializers.CharField(max_length=17, required=False)
    external_id = serializers.CharField(max_length=80, required=False, help_text="Your own number; once per store.")
    notes = serializers.CharField(max_length=2000, required=False)
    drivers = serializers.ListField(
        child=serializers.CharField(max_length=12),
        required=False,
        max_length=MOST_DRIVERS,
        help_text="The codes of additional drivers' profiles.",
    )

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        """
        The booking, once every name is one of this dealership.

        :raises ValidationError: one of them is not, or the drop-off is not after pickup
        """
        return {"booking": booking_of(said, dealership=self.context["request"].dealership)}


class ReservationQuery(Said):
    """Which reservations."""

    q = serializers.CharField(
        required=False, max_length=120, help_text="Guest, plate, code or your own number, as the counter types it."
    )
    status = serializers.ChoiceField(CHOICES, required=False)
    customer = serializers.CharField(required=False, max_length=12)
    external_id = serializers.CharField(required=False, max_length=80)
    pickup_from = InstantField(required=False)
    pickup_before = InstantField(required=False)


def booking_of(said: Mapping[str, Any], *, dealership: Dealership) -> Booking:
    """
    :raises ValidationError: a name is not known here, or the drop-off is not after pickup
    """
    plain = ("preferred_model", "repair_order", "service_vin", "external_id", "notes")
    keys = keys_of(said, dealership=dealership)
    return Booking(
        customer_id=keys.pop("customer"),
        drivers=tuple(keys.pop(field) for field in list(keys) if field.startswith("drivers")),
        **{f"{field}_id": key for field, key in keys.items()},
        **{name: said.get(name, "") for name in plain},
        period=period_of(said),
        channel=Channel.API,
    )


def period_of(said: Mapping[str, Any]) -> Period:
    """
    :raises ValidationError: the drop-off is not after pickup
    """
    try:
        return Period(said["pickup_at"], said["dropoff_at"])
    except PeriodUpsideDown as reason:
        raise ValidationError({"dropoff_at": [str(reason)]}) from reason


def keys_of(said: Mapping[str, Any], *, dealership: Dealership) -> dict[str, Any]:
    """
    The rows that the names stand for, by field, in one statement however many they are.

    :raises ValidationError: one of them is not known here
    """
    rows = dict(rows_named(said, dealership))
    columns = {f"row_{place}": Subquery(each.values("pk")[:1]) for place, each in enumerate(rows.values())}
    found = Dealership.objects.filter(pk=dealership.pk).annotate(**columns).values_list(*columns).get()
    keys = dict(zip(rows, found, strict=True))
    unknown = {field: [UNKNOWN[field.partition("[")[0]]] for field, key in keys.items() if key is None}
    if unknown:
        raise ValidationError(unknown)
    return keys


def rows_named(said: Mapping[str, Any], dealership: Dealership) -> Iterator[tuple[str, QuerySet[Any]]]:
    """Each field that names a row, with the rows it may mean."""
    people = customers(dealership=dealership)
    yield "customer", people.filter(code=said["customer"])
    for place, code in enumerate(said.get("drivers", [])):
        yield f"drivers[{place}]", people.filter(code=code)
    if "group" in said:
        yield "group", groups(dealership=dealership).filter(name_key=without_case_and_spaces(said["group"]))
    if "program" in said:
        yield "program", programs(dealership=dealership).filter(title_key=without_case(said["program"]))
    if "category" in said:
        yield "category", categories(dealership=dealership).filter(name_key=without_case_and_spaces(said["category"]))
    if "advisor" in said:
        yield "advisor", advisors(dealership=dealership).filter(email__iexact=said["advisor"])
