"""Two advisors press the same button at once: one contract, one hold, one bill."""

from decimal import Decimal

from billing.models import Hold, Invoice, Payment
from contracts import services
from contracts.models import Handover
from dealerships.models import Effect
from dealerships.tenancy import as_dealership
from kernel.lifecycle import IllegalMove
from reservations.domain.lifecycle import Status
from tests.contracts.at_the_counter import DROPOFF, ON_TIME, PICKUP, Loan, loan_for_group
from tests.races import race
from tests.situations import Counter, at


def test_of_two_who_start_one_contract_one_does(committed_desk: Counter):
    loan = brought(committed_desk, "ready")

    dana, riley = race(loan.desk.store, lambda: loan.work.start(PICKUP), lambda: loan.work.start(PICKUP))

    assert dana.refusal is None
    assert isinstance(riley.refusal, IllegalMove)
    assert str(riley.refusal) == "This contract is started; it can't be started."
    with as_dealership(loan.desk.store):
        assert Handover.objects.count() == 1
        assert Hold.objects.count() == 1
        assert told("ContractStarted") == 2  # one effect for each of the two who listen


def test_of_two_who_finish_one_contract_one_does(committed_desk: Counter):
    loan = brought(committed_desk, "started")

    dana, riley = race(
        loan.desk.store, lambda: loan.work.finish(ON_TIME, DROPOFF), lambda: loan.work.finish(ON_TIME, DROPOFF)
    )

    assert dana.refusal is None
    assert isinstance(riley.refusal, IllegalMove)
    assert str(riley.refusal) == "This contract is finished; it can't be finished."
    with as_dealership(loan.desk.store):
        assert Invoice.objects.count() == 1
        assert Effect.objects.filter(kind="contracts.effects.settling.settle_bill").count() == 1


def test_of_two_who_authorise_one_hold_the_bank_is_asked_once(committed_desk: Counter):
    loan = brought(committed_desk, "signed")

    dana, riley = race(loan.desk.store, lambda: loan.work.hold(at(9, 8, 42)), lambda: loan.work.hold(at(9, 8, 42)))

    assert (dana.refusal, riley.refusal) == (None, None)
    with as_dealership(loan.desk.store):
        assert Payment.objects.filter(kind="authorise").count() == 1


def test_who_waits_while_the_vehicle_is_changed_works_on_the_new_one(committed_desk: Counter):
    desk, loan = committed_desk, brought(committed_desk, "signed")

    dana, riley = race(
        desk.store,
        lambda: loan.work.assign(desk.es_350, at(9, 8, 41)),
        lambda: loan.work.read_out(20_500, Decimal(1), at(9, 8, 42)),
    )

    assert (dana.refusal, riley.refusal) == (None, None)
    with as_dealership(desk.store):
        assert (loan.contract.vehicle, loan.contract.odometer_out) == (desk.es_350, 20_500)


def test_of_one_who_starts_and_one_who_cancels_the_second_is_told(committed_desk: Counter):
    loan = brought(committed_desk, "ready")

    def cancel() -> None:
        services.cancel_contract(
            dealership=loan.desk.store, code=loan.code, reason="Guest called", by=loan.desk.advisor, at=PICKUP
        )

    dana, riley = race(loan.desk.store, lambda: loan.work.start(PICKUP), cancel)

    assert dana.refusal is None
    assert str(riley.refusal) == "This contract is started; it can't be cancelled."
    with as_dealership(loan.desk.store):
        assert loan.row.status == Status.STARTED


def test_a_change_of_the_readings_during_a_start_waits_and_is_refused(committed_desk: Counter):
    loan = brought(committed_desk, "ready")

    dana, pat = race(
        loan.desk.store,
        lambda: loan.work.start(PICKUP),
        lambda: loan.work.read_out(12_050, ON_TIME.fuel, PICKUP),
    )

    assert dana.refusal is None
    assert "has started" in str(pat.refusal)
    with as_dealership(loan.desk.store):
        assert Handover.objects.get().odometer_out == 12_004


def brought(desk: Counter, how_far: str) -> Loan:
    with as_dealership(desk.store):
        loan = loan_for_group(desk)
        getattr(loan, how_far)()
        return loan


def told(fact: str) -> int:
    return Effect.objects.filter(key__startswith=f"{fact}:").count()
