"""Remove a program: only when no reservation or contract of it is open. Its vehicles stay in their groups."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dealerships.domain.actor import Actor
from dealerships.models import Dealership
from fleet.services.emptying_programs import empty_program
from programs.queries import program_by_code
from programs.services.programs import archive_program, lock_program
from reservations.queries import reservations

MANY = 5


class ProgramInUse(Exception):
    """Open reservations or contracts stand in the way; the message names them."""

    def __init__(self, title: str, names: Sequence[str]) -> None:
        """The first few by name."""
        more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
        contracts = "contract" if len(names) == 1 else "contracts"
        super().__init__(
            f"“{title}” still has {len(names)} open {contracts}: {', '.join(names[:MANY])}{more}."
            " Finish, cancel or move them first."
        )


@transaction.atomic
def remove_program(*, dealership: Dealership, code: str, by: Actor, at: datetime) -> None:
    """
    Archive the program; its title is free again.

    The program is locked first: a booking in it is seen here, or comes too late.

    :raises NotAllowed: only an admin may
    :raises NoSuchProgram: there is no such program in use
    :raises ProgramInUse: reservations or contracts of it are open
    """
    found = program_by_code(dealership=dealership, code=code)
    program = lock_program(dealership=dealership, program_id=found.pk, by=by)
    open_ones = reservations(dealership=dealership).open().filter(program=program).select_related("customer")
    names = [f"{loan.code} ({loan.customer.name})" for loan in open_ones.order_by("pickup_at", "pk")]
    if names:
        raise ProgramInUse(program.title, names)
    empty_program(dealership=dealership, program=program)
    archive_program(program=program, by=by, at=at)
