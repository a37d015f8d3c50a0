"""Two dealerships in one database: neither sees, writes or points at a row of the other."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Customer, Note
from dealerships.models import DealerGroup, Dealership
from dealerships.tenancy import as_dealership, entered
from programs.models import ReserveAccount

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def springfield() -> Dealership:
    group = DealerGroup.objects.create(name="Prairie Motors")
    return Dealership.objects.create(dealer_group=group, name="Lexus of Springfield", slug="s", dealer_code="63201")


@pytest.fixture
def riverton(springfield: Dealership) -> Dealership:
    """A store of the same group."""
    return Dealership.objects.create(
        dealer_group=springfield.dealer_group, name="Lexus of Riverton", slug="r", dealer_code="63202"
    )


@pytest.fixture
def stranger() -> Dealership:
    """A store of another owner."""
    group = DealerGroup.objects.create(name="Coast Cars")
    return Dealership.objects.create(dealer_group=group, name="Coast Lexus", slug="c", dealer_code="70001")


def guest_of(dealership: Dealership, last_name: str) -> Customer:
    return Customer.objects.create(
        dealership=dealership,
        code=last_name,
        first_name="Avery",
        last_name=last_name,
        name_key=last_name,
        last_name_key=last_name,
        created_at=timezone.now(),
    )


def test_the_tests_run_as_the_applications_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        role = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = %s)", role[:1]
        )
        owned = cursor.fetchone()

    assert role == ("loanerdesk_app", False, False)
    assert owned == (0,)


def test_a_dealership_sees_its_own_guests_alone(springfield, riverton):
    with as_dealership(springfield):
        guest_of(springfield, "Quinn")
    with as_dealership(riverton):
        guest_of(riverton, "Raman")

    with as_dealership(springfield):
        seen = [customer.last_name for customer in Customer.objects.all()]

    assert seen == ["Quinn"]


def test_without_a_scope_there_is_nothing_to_see_and_nothing_to_write(springfield):
    with as_dealership(springfield):
        guest_of(springfield, "Quinn")

    assert not Customer.objects.exists()
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        guest_of(springfield, "Raman")


def test_a_row_of_the_neighbour_cannot_be_written(springfield, riverton):
    with as_dealership(springfield), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        guest_of(riverton, "Raman")


def test_a_raw_insert_that_points_next_door_is_refused(springfield, riverton):
    with as_dealership(riverton):
        theirs = guest_of(riverton, "Raman")

    refused = pytest.raises(IntegrityError, match="same_owner")
    with as_dealership(springfield), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO customers_note (dealership_id, customer_id, author, at, text) VALUES (%s, %s, '', now(), '')",
            [springfield.pk, theirs.pk],
        )


def test_an_update_and_a_delete_next_door_touch_no_row(springfield, riverton):
    with as_dealership(riverton):
        theirs = guest_of(riverton, "Raman")

    with as_dealership(springfield):
        updated = Customer.objects.filter(pk=theirs.pk).update(last_name="Taken")
        deleted, _ = Note.objects.filter(customer_id=theirs.pk).delete()

    assert (updated, deleted) == (0, 0)


def test_an_inner_scope_gives_the_outer_one_back(springfield, riverton):
    with as_dealership(springfield):
        guest_of(springfield, "Quinn")
        with as_dealership(riverton):
            inner = Customer.objects.count()
        outer = Customer.objects.count()

    assert (inner, outer) == (0, 1)


def test_a_failed_inner_scope_gives_the_outer_one_back(springfield, riverton):
    with as_dealership(springfield):
        guest_of(springfield, "Quinn")
        with pytest.raises(LookupError), as_dealership(riverton):
            raise LookupError

        assert Customer.objects.count() == 1


def test_stores_of_one_group_share_reserve_accounts_and_strangers_do_not(springfield, riverton, stranger):
    with as_dealership(springfield):
        ReserveAccount.objects.create(
            dealer_group=springfield.dealer_group,
            vin="JTJAAAABXPA000001",
            purchased_on="2025-06-14",
            usable_through="2028-06-14",
            entitlement_days=30,
        )

    with as_dealership(riverton):
        at_riverton = ReserveAccount.objects.count()
    with as_dealership(stranger):
        at_the_strangers = ReserveAccount.objects.count()

    assert (at_riverton, at_the_strangers) == (1, 0)


def test_the_scope_ends_with_its_transaction(transactional):
    group = DealerGroup.objects.create(name="Prairie Motors")
    dealership = Dealership.objects.create(dealer_group=group, name="Springfield", slug="s", dealer_code="63201")
    with as_dealership(dealership):
        guest_of(dealership, "Quinn")

    assert not Customer.objects.exists()


def test_a_worker_enters_by_the_key_alone_and_leaves_no_scope_behind(transactional):
    group = DealerGroup.objects.create(name="Prairie Motors")
    stores = [
        Dealership.objects.create(dealer_group=group, name=f"Lexus of {name}", slug=name.lower(), dealer_code=name)
        for name in ("Springfield", "Riverton")
    ]
    for store, guest in zip(stores, ("Quinn", "Raman"), strict=True):
        with as_dealership(store):
            guest_of(store, guest)

    seen = []
    for store in stores:
        with entered(store.pk) as dealership, CaptureQueriesContext(connection) as afterwards:
            assert (dealership, dealership.dealer_group) == (store, group)
            ReserveAccount.objects.create(
                dealer_group=group,
                vin=store.slug,
                purchased_on="2025-06-14",
                usable_through="2028-06-13",
                entitlement_days=30,
            )
            seen.append([customer.last_name for customer in Customer.objects.all()])

    assert seen == [["Quinn"], ["Raman"]]
    assert len(afterwards) == 2
    assert not Customer.objects.exists()
