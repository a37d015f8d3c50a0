"""Let a contract that is out end later, or earlier."""

from typing import TYPE_CHECKING

from django.http import HttpResponse

from contracts import services
from contracts.forms import DropoffForm
from contracts.views.acting import REFUSALS, about, doing, found
from dealerships.presses import ask

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest


def extend(request: "StaffRequest", code: str) -> HttpResponse:
    """Ask for the new drop-off, and move it, or say everything that is against it."""
    loan = found(request, code)
    initial = {"dropoff_at": loan.dropoff_at}
    form = DropoffForm(request.POST or None, dealership=request.dealership, initial=initial)

    def work() -> None:
        services.extend_contract(dropoff_at=form.cleaned_data["dropoff_at"], **doing(request, code))

    words = (
        "The signed rates stay. Licence, insurance and the vehicle must last until then. "
        "Where more is to be held, the bank is asked for it: tell the guest."
    )
    question = about(
        request, code, f"Extend {code}, {loan.customer.name}", "Move the drop-off", here="Extend", words=words
    )
    refusals = (*REFUSALS, services.UnableToExtend)
    return ask(request, form, question=question, work=work, refusals=refusals, done="The drop-off is moved.")
