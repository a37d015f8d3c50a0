"""Why a message can't be carried out, in words for staff; it is kept, and can be tried again."""

from dealerships.domain.effects import NeedsAttention


class NoProgram(NeedsAttention):
    """There is nothing to book into."""

    def __init__(self) -> None:
        super().__init__("There is no program “OneApp Rental” yet. Create it, then try again.")


class UnknownCategory(NeedsAttention):
    """The app's category is none of ours."""

    def __init__(self, category: str) -> None:
        super().__init__(f"No vehicle category is called “{category}”. Add it, then try again.")


class PickupDayOver(NeedsAttention):
    """The pickup day has passed."""

    def __init__(self, day: str) -> None:
        super().__init__(f"The period is in the past: pickup was on {day}.")


class GuestMustNotRent(NeedsAttention):
    """The guest is on Do Not Rent."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is on Do Not Rent.")


class ChangedAfterStart(NeedsAttention):
    """The loan has begun."""

    def __init__(self, code: str, wishes: list[str]) -> None:
        super().__init__(f"{code} has started. The app asks for {', '.join(wishes)}; see to it at the contract.")


class ChangedAfterFinish(NeedsAttention):
    """The loan is over."""

    def __init__(self, code: str, status: str) -> None:
        super().__init__(f"{code} is {status} already, and the app has changed it.")


class CancelledAfterStart(NeedsAttention):
    """The guest has the vehicle, and the app says that the reservation is off."""

    def __init__(self, code: str, status: str) -> None:
        super().__init__(f"The app cancelled {code}, which is {status} already.")


class Refused(NeedsAttention):
    """A use case said no; its message is fit for staff."""
