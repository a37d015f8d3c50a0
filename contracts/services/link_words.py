"""The words with which a link goes out: what it asks for depends on who gets it, and on what their profile has."""

from typing import TYPE_CHECKING

from contracts.domain import messages
from contracts.domain.links import LinkPurpose
from contracts.queries.people import insurance_of, licence_of
from dealerships.models import Dealership

if TYPE_CHECKING:
    from customers.models import Customer
    from reservations.models import Reservation


def words_of(
    *, dealership: Dealership, loan: "Reservation", driver: "Customer", purpose: LinkPurpose, url: str
) -> messages.Words:
    """The message to a driver of a loan, with the link's address."""
    store, zone = dealership.name, dealership.zone
    if purpose == LinkPurpose.DOCUMENTS:
        return messages.documents_again(store=store, first_name=driver.first_name, url=url)
    if driver is not loan.customer:
        return messages.driver_asked(
            store=store,
            first_name=driver.first_name,
            guest=loan.customer.name,
            pickup_at=loan.pickup_at,
            zone=zone,
            url=url,
        )
    asks = messages.signature_requested if _papers_in(driver) else messages.profile_to_complete
    return asks(store=store, first_name=driver.first_name, pickup_at=loan.pickup_at, zone=zone, url=url)


def _papers_in(driver: "Customer") -> bool:
    return licence_of(driver) is not None and insurance_of(driver) is not None
