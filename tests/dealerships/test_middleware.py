"""A request under a dealership's address: one transaction, one scope, strangers get 404."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from customers.models import Customer
from dealerships.middleware import DealershipMiddleware
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from tests.situations import stores


@pytest.fixture
def springfield(db) -> Dealership:
    return stores.springfield()


def answer(status: int, dealership: Dealership):
    """A page that writes a guest and answers with this status."""

    def page(request: HttpRequest) -> HttpResponse:
        Customer.objects.create(
            dealership=dealership,
            code=f"C{status}",
            first_name="Avery",
            last_name="Quinn",
            name_key="avery quinn",
            last_name_key="quinn",
            created_at=timezone.now(),
        )
        return HttpResponse(status=status)

    return page


def ask(rf, path: str, page) -> HttpResponse:
    return DealershipMiddleware(page)(rf.get(path))


@pytest.mark.parametrize(("status", "kept"), [(200, 1), (422, 1), (500, 0)])
def test_a_request_that_fails_leaves_nothing_behind(rf, springfield, status, kept):
    response = ask(rf, "/springfield/", answer(status, springfield))

    with as_dealership(springfield):
        assert (response.status_code, Customer.objects.count()) == (status, kept)
