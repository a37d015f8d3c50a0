"""What is booked, as a value: by whom, when, from which group or program."""

from dataclasses import dataclass
from datetime import timedelta

from kernel.period import Period
from reservations.domain.channels import Channel

MOST_DRIVERS = 2


class NotBookable(Exception):
    """The booking contradicts itself or the settings; the message says what to change."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Booking:
    """
    A reservation as it is asked for: of a group or of a program, never both; ``*_id`` are rows of the dealership.

    ``external_id`` is the partner's Reservation ID, ``drivers`` are the profiles of up to two additional drivers.
    """

    customer_id: int
    period: Period
    group_id: int | None = None
    program_id: int | None = None
    category_id: int | None = None
    preferred_model: str = ""
    advisor_id: int | None = None
    repair_order: str = ""
    service_vin: str = ""
    channel: Channel = Channel.STAFF
    external_id: str = ""
    notes: str = ""
    drivers: tuple[int, ...] = ()

    def refuse_unsound(self, *, longest: timedelta) -> None:
        """
        Say what can't be, whatever the dealership's rows are.

        :raises NotBookable: no group and no program, or both; too many drivers; longer than ``longest``
        """
        if (self.group_id is None) == (self.program_id is None):
            raise NotBookable("Choose a vehicle group or a program.")
        if len(set(self.drivers) - {self.customer_id}) != len(self.drivers):
            raise NotBookable("Each additional driver is somebody else, named once.")
        if len(self.drivers) > MOST_DRIVERS:
            raise NotBookable(f"There can be {MOST_DRIVERS} additional drivers at most.")
        if self.period.length > longest:
            days = longest // timedelta(days=1)
            raise NotBookable(f"A loan can last {days} days at most. Choose an earlier drop-off.")
