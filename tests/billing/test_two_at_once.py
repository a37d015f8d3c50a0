"""Two presses at once are one: the second waits for the first, and then sees what it did."""

from collections.abc import Callable

from django.utils import timezone
from djmoney.money import Money

from billing.domain.processor import CardOnFile
from billing.domain.usage import HandedOver, Usage
from billing.models import Hold, Invoice, Payment
from billing.services import collect, issue_invoice, release_hold, settle, want_hold
from dealerships.models import Dealership
from dealerships.tenancy import as_dealership
from tests.billing.loans import FREE, bill
from tests.races import race
from tests.situations.clock import at
from tests.situations.staff import manager

ABOUT = "contract/LS-7Q4M"
VISA = CardOnFile(
    account="acct_1Springfield", processor_customer="cus_Avery", payment_method="pm_1", label="Visa •• 4242"
)


def test_two_presses_of_authorise_hold_ask_for_one_hold(committed: Dealership) -> None:
    one, other = race(committed, asking(committed), asking(committed))

    assert one.value == other.value
    with as_dealership(committed):
        assert Hold.objects.count() == Payment.objects.count() == 1


def test_two_presses_of_settle_charge_once(committed: Dealership) -> None:
    with as_dealership(committed):
        invoice = bill(committed, ABOUT, "45.00")

    one, other = race(committed, settling(committed, invoice), settling(committed, invoice))

    assert (one.value.charge, other.value.charge) == (45, 0)
    with as_dealership(committed):
        assert Payment.objects.count() == 1


def test_settling_and_collecting_at_once_charges_once(committed: Dealership) -> None:
    with as_dealership(committed):
        invoice = bill(committed, ABOUT, "45.00")

    def collecting() -> object:
        return collect(dealership=committed, invoice=invoice, card=VISA, by=manager(), at=timezone.now())

    _, other = race(committed, settling(committed, invoice), collecting)

    assert "nothing to collect" in str(other.refusal)
    with as_dealership(committed):
        assert Payment.objects.count() == 1


def test_a_hold_released_twice_at_once_is_released_once(committed: Dealership) -> None:
    with as_dealership(committed):
        hold = asking(committed)()
        Hold.objects.update(state="held", held_at=timezone.now())

    def releasing() -> object:
        return release_hold(dealership=committed, hold=Hold.objects.get(pk=hold.pk), by=manager(), at=timezone.now())

    _, other = race(committed, releasing, releasing)

    assert other.refusal is None
    with as_dealership(committed):
        assert Payment.objects.filter(kind="release").count() == 1


def test_two_invoices_at_once_have_numbers_that_follow_one_another(committed: Dealership) -> None:
    def issuing(about: str) -> Callable[[], Invoice]:
        return lambda: issue_invoice(dealership=committed, about=about, terms=FREE, usage=a_day(), at=timezone.now())

    one, other = race(committed, issuing("contract/A"), issuing("contract/B"))

    assert [one.value.number, other.value.number] == ["000001", "000002"]


def asking(store: Dealership) -> Callable[[], Hold]:
    return lambda: want_hold(
        dealership=store,
        about=ABOUT,
        card=VISA,
        amount=Money("50.00", "USD"),
        working="Deposit.",
        by=manager(),
        at=timezone.now(),
    )


def settling(store: Dealership, invoice: Invoice) -> Callable[[], object]:
    return lambda: settle(dealership=store, invoice=invoice, hold=None, card=VISA, by=manager(), at=timezone.now())


def a_day() -> Usage:
    return Usage(pickup=at(9), dropoff=at(10), vehicles=(HandedOver(from_at=at(9)),), estimate=True)
