"""What another system books, by the names and codes that the dealership knows, as a value of the domain."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from customers.queries import customers
from dealerships.api import InstantField, Said
from dealerships.models import Dealership
from dealerships.queries import advisors
from fleet.queries.groups import categories, groups
from kernel.keys import without_case_and_spaces
from kernel.period import Period, PeriodUpsideDown
from programs.queries import NoSuchProgram, program
from reservations.domain.booking import MOST_DRIVERS, Booking
from reservations.domain.channels import Channel
from reservations.domain.lifecycle import CHOICES


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
    return Booking(
        **people_of(said, dealership),
        **offer_of(said, dealership),
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


def people_of(said: Mapping[str, Any], dealership: Dealership) -> dict[str, Any]:
    """
    The guest, the additional drivers and the advisor, by key.

    :raises ValidationError: one of them is not known here
    """
    codes = [said["customer"], *said.get("drivers", [])]
    known = dict(customers(dealership=dealership).filter(code__in=codes).values_list("code", "pk"))
    fields = ["customer", *(f"drivers[{place}]" for place in range(len(codes) - 1))]
    unknown = {
        field: [f"There is no profile {code} here."]
        for field, code in zip(fields, codes, strict=True)
        if code not in known
    }
    if unknown:
        raise ValidationError(unknown)
    guest, *drivers = [known[code] for code in codes]
    return {"customer_id": guest, "drivers": tuple(drivers), "advisor_id": advisor_of(said, dealership)}


def advisor_of(said: Mapping[str, Any], dealership: Dealership) -> int | None:
    """
    :raises ValidationError: no service advisor has this email
    """
    if "advisor" not in said:
        return None
    found = advisors(dealership=dealership).filter(email__iexact=said["advisor"]).first()
    if found is None:
        raise ValidationError({"advisor": ["No service advisor has this email."]})
    return found.pk


def offer_of(said: Mapping[str, Any], dealership: Dealership) -> dict[str, Any]:
    """
    The group or program, and the category, by key; that it is one of both is the booking's to say.

    :raises ValidationError: one of them is not known here
    """
    key = without_case_and_spaces
    offer: dict[str, Any] = {}
    if "group" in said:
        offer["group_id"] = found(groups(dealership=dealership).filter(name_key=key(said["group"])), "group")
    if "program" in said:
        offer["program_id"] = program_of(said["program"], dealership)
    if "category" in said:
        offer["category_id"] = found(
            categories(dealership=dealership).filter(name_key=key(said["category"])), "category"
        )
    return offer


def program_of(title: str, dealership: Dealership) -> int:
    """
    :raises ValidationError: no program in use has this title
    """
    try:
        return program(dealership=dealership, title_key=title).pk
    except NoSuchProgram as reason:
        raise ValidationError({"program": [str(reason)]}) from reason


def found(rows: Any, field: str) -> int:
    """
    :raises ValidationError: there is none
    """
    key: int | None = rows.values_list("pk", flat=True).first()
    if key is None:
        raise ValidationError({field: [f"There is no such {field} here."]})
    return key
