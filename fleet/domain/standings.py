"""How a vehicle stood at some moment: its status, details, groups and programs, as a value that can be kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fleet.domain.details import VehicleDetails
from fleet.domain.membership import Membership

DECIMALS = ("capacity", "fuel_level")
DATES = ("available_on", "unavailable_on", "registration_expires_on")


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A vehicle as it stands."""

    status: str
    details: VehicleDetails
    membership: Membership

    @property
    def name(self) -> str:
        """What staff call it: the plate, else the VIN."""
        return self.details.plate or self.details.vin


def plain(standing: Standing) -> dict[str, Any]:
    """The same in JSON's own values."""
    details: dict[str, Any] = asdict(standing.details)
    details |= {name: str(details[name].normalize()) for name in DECIMALS}
    details |= {name: details[name].isoformat() for name in DATES if details[name]}
    return {"status": str(standing.status), "details": details, "membership": plain_membership(standing.membership)}


def plain_membership(membership: Membership) -> dict[str, Any]:
    """The same of groups and programs."""
    return {
        "home": membership.home,
        "groups": sorted(membership.groups),
        "programs": sorted(membership.programs),
    }


def standing_from(kept: Mapping[str, Any]) -> Standing:
    """The value that was kept."""
    details = dict(kept["details"])
    details |= {name: Decimal(details[name]) for name in DECIMALS}
    details |= {name: date.fromisoformat(details[name]) for name in DATES if details[name]}
    return Standing(
        status=kept["status"],
        details=VehicleDetails(**details),
        membership=membership_from(kept["membership"]),
    )


def membership_from(kept: Mapping[str, Any]) -> Membership:
    """The same of groups and programs."""
    return Membership(home=kept["home"], groups=frozenset(kept["groups"]), programs=frozenset(kept["programs"]))
