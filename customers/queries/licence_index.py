"""The blind index of a licence: under which a sealed number is found again."""

from customers.domain.licences import licence_key, state_key
from dealerships.models import Dealership
from dealerships.vault import blind_index


def licence_index(*, dealership: Dealership, number: str, state: str) -> str:
    """The index of a number issued by a state; equal ones meet however they were typed."""
    return blind_index("licence", licence_key(number), state_key(state), dealership_id=dealership.pk)
