"""Whose link it is: the guest's, or that of an additional driver, who reads and signs on a phone of their own."""

from typing import TYPE_CHECKING

from contracts.domain.links import EndedLink

if TYPE_CHECKING:
    from contracts.models import GuestLink
    from customers.models import Customer
    from reservations.models import AdditionalDriver, Reservation

ENDED = "This link has ended. We can send a new one to the phone number or email we have."


class UnknownDriver(Exception):
    """A link was asked for somebody who does not drive."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("This person is no driver of this contract.")


def driver_of(link: "GuestLink", loan: "Reservation") -> "Customer":
    """
    Whose link it is, as the profile that counts.

    :raises EndedLink: they are no driver of the loan any more
    """
    guest: Customer = loan.customer
    if link.driver_id is None:
        return guest
    rows = loan.additional_drivers.all()
    found = next((row for row in rows if row.customer_id == link.driver_id), None)
    if found is None:
        raise EndedLink(ENDED)
    driver: Customer = found.customer
    return driver


def driver_named(loan: "Reservation", code: str) -> "AdditionalDriver | None":
    """
    The additional driver with this profile's code; None is the guest.

    :raises UnknownDriver: this person does not drive on the loan
    """
    if code in {"", loan.customer.code}:
        return None
    found = next((row for row in loan.additional_drivers.all() if row.customer.code == code), None)
    if found is None:
        raise UnknownDriver
    return found
