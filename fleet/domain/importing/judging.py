"""What becomes of a row: added, changed, nothing to do, or refused, and why in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fleet.domain.decoding import Decoded, decoded
from fleet.domain.details import LABELS, READINGS, WHILE_OUT, VehicleDetails, changed, contradictions
from fleet.domain.importing.cells import Said
from fleet.domain.importing.fates import Fate
from fleet.domain.importing.known import Known
from fleet.domain.membership import Membership
from fleet.domain.names import Names, NoSuchName
from fleet.domain.standings import Standing
from fleet.domain.statuses import AVAILABLE, VehicleStatus
from fleet.domain.vin import LENGTH, InvalidVin, model_year
from fleet.domain.wording import described, differences, put_together
from kernel.keys import without_case_and_spaces

MEMBERSHIPS = ("home_group", "groups", "programs")


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """The fate of a row; ``offer`` is a name that is written and the one that is meant; ``after`` how it will stand."""

    fate: Fate
    why: str
    label: str
    vin: str
    offer: tuple[str, str, str] | None = None
    after: Standing | None = None


class Refused(Exception):
    """The row can't be taken; ``offer`` would mend it."""

    def __init__(self, why: str, offer: tuple[str, str, str] | None = None) -> None:
        """Say why."""
        super().__init__(why)
        self.offer = offer


def judged(row: Said, known: Known, *, seen: Mapping[str, int]) -> Verdict:
    """``seen`` are the rows above, by their VIN."""
    vin = str(row.values.get("vin", ""))
    label = _as_written(row.values, vin, known.this_year)
    try:
        car = _decoded(vin, known, seen)
        if row.faults:
            raise Refused(" ".join(row.faults))
        wanted = _wanted(row.values, known)
        stands = known.fleet.get(car.vin)
        verdict = _added(car, wanted, known) if stands is None else _changed(stands, wanted, known)
    except (InvalidVin, NoSuchName, Refused) as no:
        offer = getattr(no, "offer", None)
        return Verdict(fate=Fate.REFUSED, why=str(no), label=label, vin=vin, offer=offer)
    return verdict


def _as_written(values: Mapping[str, Any], vin: str, this_year: int) -> str:
    """*2026 TX 350*, also of a row that can't be taken: the year as the VIN has it, however mistyped."""
    year = values.get("year") or (model_year(vin, this_year=this_year) if len(vin) == LENGTH else None)
    return " ".join(str(each) for each in (year, values.get("model")) if each)


def _decoded(vin: str, known: Known, seen: Mapping[str, int]) -> Decoded:
    if not vin:
        raise Refused("The VIN is missing.")
    car = decoded(vin, this_year=known.this_year)
    if car.vin in seen:
        raise Refused(f"The same VIN is in row {seen[car.vin]}.")
    return car


def _wanted(values: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """The row's values, with keys in the place of names."""
    wanted = {name: value for name, value in values.items() if name != "vin"}
    if "category" in wanted:
        wanted["category_id"] = _key("category", known.categories, wanted.pop("category"))
    if "home_group" in wanted:
        wanted["home_group"] = _key("home_group", known.groups, wanted["home_group"])
    for field, names in (("groups", known.groups), ("programs", known.programs)):
        if field in wanted:
            wanted[field] = frozenset(_key(field, names, each) for each in wanted[field])
    return wanted


def _key(field: str, names: Names, written: str) -> int:
    try:
        return names.find(written)
    except NoSuchName as unknown:
        offer = (field, unknown.name, unknown.meant) if unknown.meant else None
        raise Refused(str(unknown), offer) from unknown


def _added(car: Decoded, wanted: dict[str, Any], known: Known) -> Verdict:
    said = {name: value for name, value in wanted.items() if name not in MEMBERSHIPS}
    said = {"make": car.make, "year": car.year, "model": car.model} | said
    alike = known.models.get(without_case_and_spaces(str(said["model"])))
    if alike is not None:
        said = {"capacity": alike.capacity, "energy": alike.energy, "category_id": alike.category_id} | said
    _refuse_gaps(said, wanted)
    details = VehicleDetails(vin=car.vin, **said)
    _refuse_contradictions(details, known)
    membership = Membership(
        home=wanted["home_group"],
        groups=wanted.get("groups", frozenset()),
        programs=wanted.get("programs", frozenset()),
    )
    after = Standing(status=VehicleStatus.IN_PREPARATION, details=details, membership=membership)
    return Verdict(
        fate=Fate.ADDED,
        why=described(after, groups=known.groups, programs=known.programs),
        label=_label(details),
        vin=car.vin,
        after=after,
    )


def _refuse_gaps(said: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """
    :raises Refused: something is missing that neither the VIN nor another car of the model tells
    """
    gaps = [LABELS[name] for name in ("year", "make", "model", "capacity") if not said.get(name)]
    gaps += [] if "home_group" in wanted else ["Home group"]
    if gaps:
        verb = "is" if len(gaps) == 1 else "are"
        raise Refused(f"{put_together(gaps)} {verb} missing, and neither the VIN nor another car tells.")


def _refuse_contradictions(details: VehicleDetails, known: Known) -> None:
    wrong = contradictions(details, this_year=known.this_year)
    if wrong:
        raise Refused(" ".join(wrong.values()))


def _changed(stands: Standing, wanted: dict[str, Any], known: Known) -> Verdict:
    if stands.status == VehicleStatus.DISPOSED:
        raise Refused(f"{stands.name} is disposed of.")
    after, stays = _as_far_as_it_may(stands, wanted, known)
    _refuse_contradictions(after.details, known)
    told = differences(stands, after, groups=known.groups, programs=known.programs, categories=known.categories)
    fate = Fate.CHANGED if told else Fate.UNCHANGED
    why = " ".join([*(f"{each}." for each in told), *stays]) or "The same as in the fleet"
    if len(told) == 1 and not stays:
        why = told[0]
    details = after.details
    return Verdict(fate=fate, why=why, label=_label(details), vin=details.vin, after=after if told else None)


def _as_far_as_it_may(stands: Standing, wanted: dict[str, Any], known: Known) -> tuple[Standing, Sequence[str]]:
    """How it will stand, and what stays as it is although the row says otherwise."""
    said = {name: value for name, value in wanted.items() if name not in MEMBERSHIPS}
    written, stays = stands.details.with_(said), []
    for name in changed(stands.details, written):
        if reason := _why_it_stays(name, stands, written):
            stays.append(f"The {LABELS[name].lower()} stays: {reason}.")
            del said[name]
    details = stands.details.with_(said)
    membership = _regrouped(stands.membership, wanted, known)
    if membership != stands.membership and stands.status not in AVAILABLE:
        stays.append(f"{_what_stays(stands.membership, membership)}: {stands.name} is {_status(stands)}.")
        membership = stands.membership
    return replace(stands, details=details, membership=membership), stays


def _why_it_stays(name: str, stands: Standing, said: VehicleDetails) -> str:
    """A guest has the vehicle, or the file is older than its odometer; an old fuel level is no news either."""
    if name in WHILE_OUT and stands.status == VehicleStatus.RENTED:
        return f"{stands.name} is {_status(stands)}"
    if name in READINGS and said.odometer < stands.details.odometer:
        return f"the file says {said.odometer:,}, it was read at {stands.details.odometer:,}"
    return ""


def _regrouped(was: Membership, wanted: Mapping[str, Any], known: Known) -> Membership:
    """What the row leaves out stays, and so do programs that are no longer in use: no row can name them."""
    removed = was.programs - known.programs.names.keys()
    return Membership(
        home=wanted.get("home_group", was.home),
        groups=wanted.get("groups", was.groups),
        programs=wanted.get("programs", was.programs) | removed,
    )


def _what_stays(was: Membership, said: Membership) -> str:
    if was.home != said.home:
        return "The home group stays"
    return "The other groups stay" if was.groups != said.groups else "The programs stay"


def _status(stands: Standing) -> str:
    return VehicleStatus(stands.status).label


def _label(details: VehicleDetails) -> str:
    return f"{details.year} {details.model}"
