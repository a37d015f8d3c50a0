"""Take every vehicle out of a program that goes; whatever status they have, they stay in their groups."""

from typing import TYPE_CHECKING

from dealerships.models import Dealership
from fleet.models import ProgramVehicle

if TYPE_CHECKING:
    from programs.models import Program


def empty_program(*, dealership: Dealership, program: "Program") -> int:
    """How many vehicles were in it."""
    gone, _ = ProgramVehicle.objects.filter(dealership=dealership, program=program).delete()
    return gone
