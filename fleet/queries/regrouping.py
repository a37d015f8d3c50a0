"""What a change of groups and programs did."""

from dealerships.models import Dealership
from fleet.models import Regrouping


class UnknownChange(Exception):
    """The dealership has no such change."""

    def __init__(self) -> None:
        super().__init__("There is no such change of groups and programs here.")


def change_of_groups(*, dealership: Dealership, code: str) -> Regrouping:
    """
    :raises UnknownChange: there is none
    """
    found = Regrouping.objects.filter(dealership=dealership, code=code).first()
    if found is None:
        raise UnknownChange
    return found
