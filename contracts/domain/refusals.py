"""What several use cases refuse in the same words."""


class NoVehicleAssigned(Exception):
    """The contract has no vehicle."""

    def __init__(self) -> None:
        """Say what comes first."""
        super().__init__("No vehicle is assigned to this contract. Assign one first.")


class AfterStart(Exception):
    """What belongs before the start can't be changed any more."""

    def __init__(self, what: str) -> None:
        """Name it."""
        super().__init__(f"This contract has started; {what} can't be changed here any more.")


class ReasonMissing(Exception):
    """What is set aside, cancelled or voided needs a reason."""

    def __init__(self) -> None:
        """Ask for it."""
        super().__init__("Say why; the reason is kept in the history.")
