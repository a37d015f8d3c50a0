"""
The statuses of a vehicle and their moves.

    In preparation ⇄ Staged ⇄ Returned ⇄ Hard hold ⇄ Maintenance ⇄ Shuttle      (by hand, any to any of these)
    Staged ──hand over──> Rented ──take back──> Returned, or the status after next return
    Rented ──call back──> Staged                                                (a voided contract)
    any but Rented ──dispose──> Disposed ──bring back──> In preparation
Only contracts set and unset Rented.
"""

from enum import StrEnum

from kernel.lifecycle import Move, move


class VehicleStatus(StrEnum):
    """Product: vehicle."""

    IN_PREPARATION = "in_preparation"
    STAGED = "staged"
    RENTED = "rented"
    RETURNED = "returned"
    HARD_HOLD = "hard_hold"
    MAINTENANCE = "maintenance"
    SHUTTLE = "shuttle"
    DISPOSED = "disposed"

    @property
    def label(self) -> str:
        """The words on the screens."""
        return self.value.replace("_", " ").capitalize()


CHOICES = [(status.value, status.label) for status in VehicleStatus]
AVAILABLE = frozenset({VehicleStatus.IN_PREPARATION, VehicleStatus.STAGED, VehicleStatus.RETURNED})
"""In these a vehicle's groups and programs can be changed."""
UNUSABLE = frozenset(
    {VehicleStatus.DISPOSED, VehicleStatus.HARD_HOLD, VehicleStatus.MAINTENANCE, VehicleStatus.SHUTTLE}
)
"""In these a vehicle does not count as available."""
BY_HAND = frozenset(VehicleStatus) - {VehicleStatus.RENTED, VehicleStatus.DISPOSED}

HAND_OVER = move(
    "handed over",
    {VehicleStatus.STAGED},
    VehicleStatus.RENTED,
    refusal="The vehicle is {status}; only a staged one can start.",
)
TAKE_BACK = move(
    "taken back", {VehicleStatus.RENTED}, VehicleStatus.RETURNED, refusal="The vehicle is not out; it is {status}."
)
CALL_BACK = move(
    "called back", {VehicleStatus.RENTED}, VehicleStatus.STAGED, refusal="The vehicle is not out; it is {status}."
)
BRING_BACK = move(
    "brought back",
    {VehicleStatus.DISPOSED},
    VehicleStatus.IN_PREPARATION,
    refusal="The vehicle is in the fleet: it is {status}.",
)


def by_hand(target: VehicleStatus) -> Move:
    """The move that staff make themselves; Rented is left to contracts."""
    if target == VehicleStatus.DISPOSED:
        return move("disposed", BY_HAND, target, refusal="The vehicle is {status} and can't be disposed of.")
    sources = BY_HAND if target in BY_HAND else frozenset[VehicleStatus]()
    return move(
        f"set to {target.label}", sources, target, refusal="The vehicle is {status}; only its contract changes that."
    )
