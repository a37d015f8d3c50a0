"""Reserve days as the app tells them: the vehicle's account is opened, and the partner's newer figure wins."""

from datetime import datetime
from typing import TYPE_CHECKING

from dealerships.models import Dealership
from integrations.lexus_app.partner import LEXUS_APP
from integrations.lexus_app.told import ReserveTold, Told
from programs.queries import one_app_rental, reserve_account_of
from programs.services.reserve import link_guest, open_account, told_days_left

if TYPE_CHECKING:
    from customers.models import Customer
    from programs.models import ReserveAccount


def port_reserve(
    *, dealership: Dealership, told: Told, reserve: ReserveTold, customer: "Customer", at: datetime
) -> None:
    """Link the guest to the account of the vehicle, and take over what the partner counts as left."""
    account = account_for(dealership, reserve, customer, at)
    if account is not None and reserve.days_left is not None:
        told_days_left(
            dealership=dealership,
            account=account,
            days_left=reserve.days_left,
            told_at=told.told_at,
            by=LEXUS_APP,
            at=at,
        )


def account_for(
    dealership: Dealership, reserve: ReserveTold, customer: "Customer", at: datetime
) -> "ReserveAccount | None":
    """The account of a VIN; without a day of purchase only one that is there already."""
    known = reserve_account_of(dealership=dealership, vin=reserve.vin)
    if known is not None:
        link_guest(dealership=dealership, account=known, customer_code=customer.code)
        return known
    if reserve.purchased_on is None:
        return None
    program = one_app_rental(dealership=dealership)
    return open_account(
        dealership=dealership,
        vin=reserve.vin,
        purchased_on=reserve.purchased_on,
        customer_code=customer.code,
        entitlement_days=program.entitlement_days if program else None,
        entitlement_years=program.entitlement_years if program else None,
        qualifying_model=program.qualifying_model if program else "",
        by=LEXUS_APP,
        at=at,
    )
