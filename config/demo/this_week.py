"""The demo's present: cars that are out, today's pickups and returns, the days to come."""

from datetime import datetime
from random import Random

from config.demo.offers import Offers
from customers.models import Customer
from dealerships.models import Dealership
from fleet.models import Vehicle


def book_week(
    dealership: Dealership,
    offered: Offers,
    fleet: list[Vehicle],
    known: list[Customer],
    *,
    random: Random,
    at: datetime,
) -> None:
    """This week's loans."""
