"""The words with which a link goes out: what it asks for depends on who gets it, and on what their profile has."""

from datetime import datetime
from typing import TYPE_CHECKING

from contracts.domain import messages
from contracts.domain.links import LinkPurpose
from contracts.queries.visits import standing_of
from dealerships.models import Dealership

if TYPE_CHECKING:
    from customers.models import Customer
    from reservations.models import Reservation


def words_of(
    *, dealership: Dealership, loan: "Reservation", driver: "Customer", purpose: LinkPurpose, url: str, at: datetime
) -> messages.Words:
    """The message to a driver of a loan, with the link's address; the guest is asked for what the link will ask for."""
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
    standing = standing_of(dealership=dealership, loan=loan, driver=driver, skipped=(), at=at)
    signs = standing.to_sign or not standing.lacking
    asks = messages.signature_requested if signs else messages.profile_to_complete
    return asks(
        store=store,
        first_name=driver.first_name,
        pickup_at=loan.pickup_at,
        zone=zone,
        url=url,
        lacking=standing.lacking,
    )
