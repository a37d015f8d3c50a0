"""What another system says of a vehicle, by the names that the dealership knows, as values of the domain."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from dealerships.api import InstantField, Said
from dealerships.models import Dealership
from fleet.domain.decoding import Decoded, decoded
from fleet.domain.details import ENERGIES, VehicleDetails
from fleet.domain.importing.cells import HIGHEST_ODOMETER
from fleet.domain.importing.columns import HEADS
from fleet.domain.importing.fates import CHOICES as FATES
from fleet.domain.names import Names, NoSuchName
from fleet.domain.statuses import BY_HAND, CHOICES, VehicleStatus
from fleet.domain.vin import InvalidVin
from fleet.queries.alike import car_like
from fleet.queries.naming import category_names, group_names, program_names
from fleet.services import Unfit
from fleet.services.reading_files import CORRECTED

COLUMNS = {"category": "category_id", "fuel": "fuel_level"}
"""What the API calls otherwise than the rows do."""
FIELDS = {column: field for field, column in COLUMNS.items()}
NEEDED = ("year", "make", "model", "capacity")
AFTER_RETURN = sorted(status.value for status in BY_HAND - {VehicleStatus.RETURNED})
Wanted = tuple[str, Names, str]
"""The field that names something, what there is, and the name."""


class VehicleQuery(Said):
    """Which vehicles."""

    status = serializers.ChoiceField(CHOICES, required=False)


class StatusSaid(Said):
    """A status that staff may set; *rented* is left to contracts."""

    status = serializers.ChoiceField(CHOICES)


class PositionSaid(Said):
    """Where a vehicle is, in degrees north and east (WGS 84), and when that was measured."""

    latitude = serializers.DecimalField(max_digits=9, decimal_places=6)
    longitude = serializers.DecimalField(max_digits=9, decimal_places=6)
    measured_at = InstantField()


class DetailsSaid(Said):
    """What is known of a vehicle. Whatever is left out stays; null or an empty text takes it away."""

    year = serializers.IntegerField(required=False)
    make = serializers.CharField(max_length=40, required=False)
    model = serializers.CharField(max_length=80, required=False)
    trim = serializers.CharField(max_length=80, required=False, allow_blank=True)
    colour = serializers.CharField(max_length=40, required=False, allow_blank=True)
    category = serializers.CharField(max_length=40, required=False, allow_null=True, help_text="A category's name.")
    energy = serializers.ChoiceField(list(ENERGIES.items()), required=False)
    capacity = serializers.DecimalField(max_digits=6, decimal_places=2, required=False)
    stock_number = serializers.CharField(max_length=20, required=False, allow_blank=True)
    plate = serializers.CharField(max_length=12, required=False, allow_blank=True)
    plate_state = serializers.CharField(max_length=10, required=False, allow_blank=True)
    odometer = serializers.IntegerField(min_value=0, max_value=HIGHEST_ODOMETER, required=False)
    fuel = serializers.DecimalField(max_digits=4, decimal_places=3, min_value=0, max_value=1, required=False)
    location = serializers.CharField(max_length=120, required=False, allow_blank=True)
    available_on = serializers.DateField(required=False, allow_null=True)
    unavailable_on = serializers.DateField(required=False, allow_null=True)
    registration_expires_on = serializers.DateField(required=False, allow_null=True)
    status_after_return = serializers.ChoiceField(AFTER_RETURN, required=False, allow_blank=True)
    notes = serializers.CharField(max_length=4000, required=False, allow_blank=True)


class ChangeSaid(DetailsSaid):
    """Details that become others, and the version that they were read in."""

    version = serializers.CharField(max_length=40)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        """
        :raises ValidationError: no category is called so
        """
        version, store = said.pop("version"), self.context["request"].dealership
        return {"version": version, "details": columns_of(said, keys_of(category_of(said, store)))}


class AddSaid(DetailsSaid):
    """A new vehicle; what is left out is read from its VIN, or taken from a car that is built alike."""

    vin = serializers.CharField(max_length=40)
    group = serializers.CharField(max_length=80, help_text="The name of its home group.")
    programs = serializers.ListField(
        child=serializers.CharField(max_length=80), required=False, help_text="The titles of its programs."
    )

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        """
        :raises ValidationError: the VIN is mistyped, a name is not known here, or something is missing
        """
        store: Dealership = self.context["request"].dealership
        vin, home, programs = said.pop("vin"), said.pop("group"), said.pop("programs", [])
        car = read_vin(vin, store)
        keys = keys_of([*home_of(home, store), *programs_of(programs, store), *category_of(said, store)])
        known = expected(car, store) | columns_of(said, keys)
        refuse_gaps(known)
        return {
            "details": VehicleDetails(vin=car.vin, **known),
            "home_group_id": keys["group"],
            "program_ids": tuple({keys[f"programs[{place}]"]: None for place in range(len(programs))}),
        }


class HomeSaid(Said):
    """Where a vehicle belongs that comes back into the fleet."""

    group = serializers.CharField(max_length=80, help_text="The name of its home group.")


class FileSaid(Said):
    """A file of vehicles: its first row names the columns."""

    file_name = serializers.CharField(max_length=120)
    content = serializers.CharField(trim_whitespace=False, help_text="The text of the CSV file.")


class ColumnsSaid(Said):
    """Which column of a file says what."""

    columns = serializers.DictField(
        child=serializers.IntegerField(min_value=0),
        help_text=f"The place of a field's column, from 0. Fields that are left out are not read: {', '.join(HEADS)}.",
    )

    def validate_columns(self, places: dict[str, int]) -> dict[str, int]:
        """
        :raises ValidationError: there is no such field, or no VIN
        """
        unknown = [field for field in places if field not in HEADS]
        if unknown or "vin" not in places:
            no_vin = {"vin": ["Say which column has the VIN."]}
            raise ValidationError({field: ["There is no such field."] for field in unknown} or no_vin)
        return places


class CorrectionSaid(Said):
    """A name that a file has, and the group, program or category that is meant."""

    field = serializers.ChoiceField(sorted(CORRECTED))
    written = serializers.CharField(max_length=2_000)
    meant = serializers.CharField(max_length=80)


class RowsQuery(Said):
    """Which rows of a file."""

    fate = serializers.ChoiceField(FATES, required=False)


def read_vin(typed: str, dealership: Dealership) -> Decoded:
    """
    :raises ValidationError: it is mistyped
    """
    try:
        return decoded(typed, this_year=dealership.local(timezone.now()).year)
    except InvalidVin as wrong:
        raise ValidationError({"vin": [str(wrong)]}) from wrong


def home_of(name: str, dealership: Dealership) -> Iterator[Wanted]:
    """The home group that is named."""
    yield "group", group_names(dealership=dealership), name


def programs_of(titles: list[str], dealership: Dealership) -> Iterator[Wanted]:
    """The programs that are named."""
    known = program_names(dealership=dealership) if titles else None
    for place, title in enumerate(titles):
        if known is not None:
            yield f"programs[{place}]", known, title


def category_of(said: Mapping[str, Any], dealership: Dealership) -> Iterator[Wanted]:
    """The category, if one is named."""
    if said.get("category"):
        yield "category", Names(kind="category", names=category_names(dealership=dealership)), said["category"]


def keys_of(wanted: Iterable[Wanted]) -> dict[str, int]:
    """
    The rows that are meant, by field.

    :raises ValidationError: some name is not known here
    """
    keys, unknown = dict[str, int](), dict[str, list[str]]()
    for field, names, written in wanted:
        try:
            keys[field] = names.find(written)
        except NoSuchName as reason:
            unknown[field] = [str(reason)]
    if unknown:
        raise ValidationError(unknown)
    return keys


def columns_of(said: Mapping[str, Any], keys: Mapping[str, int]) -> dict[str, Any]:
    """The details that were said, as a row calls them."""
    return {COLUMNS.get(field, field): keys.get(field, value) for field, value in said.items()}


def expected(car: Decoded, dealership: Dealership) -> dict[str, Any]:
    """What the VIN tells, and a car of the fleet whose VIN begins the same."""
    like = car_like(dealership=dealership, vin=car.vin)
    known: dict[str, Any] = {"year": car.year, "make": car.make, "model": car.model}
    alike = ("make", "model", "energy", "capacity", "category_id")
    return known | ({name: getattr(like, name) for name in alike} if like is not None else {})


def refuse_gaps(known: Mapping[str, Any]) -> None:
    """
    :raises ValidationError: something is missing that neither the VIN nor another car tells
    """
    gaps = [name for name in NEEDED if known.get(name) in (None, "")]
    if gaps:
        raise ValidationError({name: ["Neither the VIN nor another car tells this. Say it."] for name in gaps})


def refusal_of(unfit: Unfit) -> ValidationError:
    """What can't be true, beside the field that says it."""
    return ValidationError({FIELDS.get(name, name): [words] for name, words in unfit.faults.items()})
