"""Do Not Rent: who stands on it, and who shares a licence, phone or email with them."""

import pytest

from customers.domain.details import ContactDetails
from customers.domain.sources import Source
from customers.models import Customer
from customers.queries import do_not_rent
from customers.services import allow, create_customer, forbid, record_licence
from customers.services.do_not_rent import ReasonMissing
from dealerships.domain.permissions import NotAllowed
from dealerships.models import Event
from tests.situations import MONDAY_MORNING, Counter, manager, porter
from tests.situations.guests import AVERYS_LICENCE
from tests.statements import statements


def forbidden(desk: Counter) -> Customer:
    return forbid(
        dealership=desk.store, customer=desk.avery, reason="Smoked in the car", by=manager(), at=MONDAY_MORNING
    )


def stranger(desk: Counter, **details: str) -> Customer:
    contact = ContactDetails(**{"first_name": "Blake", "last_name": "Ortiz", **details})
    return create_customer(dealership=desk.store, details=contact, by=manager(), at=MONDAY_MORNING)


def test_a_forbidden_guest_is_named_with_reason_author_and_time(desk: Counter):
    forbidden(desk)

    found = do_not_rent(dealership=desk.store, customer=desk.avery)

    assert found is not None
    assert (found.do_not_rent_reason, found.do_not_rent_by) == ("Smoked in the car", "Riley Okafor")
    assert found.do_not_rent_at == MONDAY_MORNING


def test_whoever_shares_licence_phone_or_email_is_matched_too(desk: Counter):
    forbidden(desk)
    by_phone = stranger(desk, phone="+13125550142")
    by_email = stranger(desk, email="AVERY.quinn@example.com")
    by_licence = stranger(desk)
    record_licence(
        dealership=desk.store,
        customer=by_licence,
        licence=AVERYS_LICENCE,
        source=Source.GUEST,
        by=manager(),
        at=MONDAY_MORNING,
    )

    for guest in (by_phone, by_email, by_licence):
        assert do_not_rent(dealership=desk.store, customer=guest) == desk.avery
    assert do_not_rent(dealership=desk.store, customer=stranger(desk)) is None


def test_asking_takes_one_statement(desk: Counter):
    with statements() as seen:
        do_not_rent(dealership=desk.store, customer=desk.avery)

    assert len(seen) == 1


def test_a_guest_taken_off_may_rent_again_and_history_keeps_both(desk: Counter):
    forbidden(desk)

    allow(dealership=desk.store, customer=desk.avery, reason="Paid", by=manager(), at=MONDAY_MORNING)

    assert do_not_rent(dealership=desk.store, customer=desk.avery) is None
    told = Event.objects.filter(subjects__subject=desk.avery.reference, verb__contains="Do Not Rent")
    assert [event.details["reason"] for event in told.order_by("id")] == ["Smoked in the car", "Paid"]


def test_only_a_manager_of_it_forbids_and_only_with_a_reason(desk: Counter):
    with pytest.raises(NotAllowed, match="Do Not Rent manager"):
        forbid(dealership=desk.store, customer=desk.avery, reason="Rude", by=porter(), at=MONDAY_MORNING)
    with pytest.raises(ReasonMissing, match="Say why"):
        forbid(dealership=desk.store, customer=desk.avery, reason=" ", by=manager(), at=MONDAY_MORNING)
