"""What staff should know of a contract whose vehicle was moved since it was assigned; it stays assigned."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Whereabouts:
    """
    Where the vehicle is now, and what the contract was made with. ``program`` is empty where the loan is booked by
    group; then the contract's ``group`` is the one that was booked, else the vehicle's home group of that day.
    """

    vehicle: str
    home: str
    group: str
    in_group: bool
    at_home_in_group: bool
    program: str
    in_program: bool


def mark(now: Whereabouts) -> str:
    """*BT 20099 is in Premium now. This contract stays with Standard.*; empty where all is as it was."""
    told = []
    stays = now.at_home_in_group if now.program else now.in_group
    if now.program and not now.in_program:
        told.append(f"{now.vehicle} is not in {now.program} any more. It stays assigned.")
    if not stays:
        told.append(f"{now.vehicle} is in {now.home} now. This contract stays with {now.group}.")
    return " ".join(told)
