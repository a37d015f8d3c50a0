"""Delete a guest's data, after asking."""

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from contracts.services.erasing import erase_guest
from customers.services.erasing import UnableToErase
from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.forms import WordedForm
from dealerships.permits import actor, needs
from dealerships.presses import Question, ask
from desk.views.merging import found

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

WORDS = (
    "Name, contact, licence, insurance, cards, notes and messages are deleted, for good. Contracts and bills stay, "
    "without a name; signed agreements and receipts are kept as the law asks."
)


class SureForm(WordedForm):
    """There is no undo."""

    sure = forms.BooleanField(
        label="I understand that this can’t be undone", error_messages={"required": "Tick this to delete the data."}
    )


@needs(Permission.ADMIN)
def erase(request: "StaffRequest", code: str) -> HttpResponse:
    """Ask, then delete."""
    customer = found(request, code)
    page, people = address(request.dealership, "customer", code=code), address(request.dealership, "customers")
    question = Question(
        heading=f"Delete the data of {customer.name}",
        here="Delete data",
        verb="Delete data",
        back=page,
        section="customers",
        words=WORDS,
        danger=True,
        crumbs=(("Customers", people), (customer.name, page)),
    )

    def work() -> str:
        erase_guest(dealership=request.dealership, customer=customer, by=actor(request), at=timezone.now())
        return people

    form = SureForm(request.POST or None)
    return ask(request, form, question=question, work=work, refusals=(UnableToErase,), done="The data are deleted.")
