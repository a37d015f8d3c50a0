"""What a new contract will cost, while its form is being filled in."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from billing.domain.refusals import BadUsage
from contracts.forms import EstimateForm
from contracts.queries.estimates import Expected, NothingToEstimate, Planned, expected
from customers.queries import customers

if TYPE_CHECKING:
    from customers.models import Customer
    from dealerships.middleware import StaffRequest


def new_estimate(request: "StaffRequest") -> HttpResponse:
    """The estimate of what stands in the form: a part of its page, or, without JavaScript, a page of its own."""
    code = request.GET.get("customer", "")
    customer = get_object_or_404(customers(dealership=request.dealership), code=code)
    form = EstimateForm(request.GET, dealership=request.dealership)
    refusal, found = "", None
    try:
        found = estimated(request, form, customer)
    except (NothingToEstimate, BadUsage) as reason:
        refusal = str(reason)
    context = {
        "section": "contracts",
        "customer": customer,
        "expected": found,
        "refusal": refusal or form.refusal,
        "typed": request.GET.urlencode(),
    }
    part = "HX-Request" in request.headers
    return render(request, "contracts/estimate.html" if part else "contracts/estimated.html", context)


def estimated(request: "StaffRequest", form: EstimateForm, customer: "Customer") -> Expected | None:
    """What is expected, once times and an offer are chosen."""
    if not form.is_valid():
        return None
    planned = Planned(customer=customer, **form.planned())
    return expected(dealership=request.dealership, planned=planned)
