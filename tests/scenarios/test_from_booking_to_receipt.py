"""The loan of the first morning, from the booking to the paid receipt, in calendar time."""

from datetime import datetime
from decimal import Decimal

import pytest

from billing.queries import balance, leaks
from contracts.domain.handback import Handback
from contracts.queries import before_start, document_bytes, documents, loan
from contracts.services import UnableToStart
from dealerships.models import EventSubject
from fleet.domain.statuses import VehicleStatus
from reservations.domain.lifecycle import Status
from tests.scenarios.counter_work import FULL, Work
from tests.scenarios.outside import World, needing_attention
from tests.situations import Counter, at, book_for_group


def test_a_loan_goes_from_the_booking_to_the_paid_receipt(desk: Counter, world: World) -> None:
    world.card_on_file(desk.avery)
    booked = book_for_group(desk)
    work = Work(store=desk.store, code=booked.code, by=desk.advisor)
    assert missing(desk, booked.code, at(9, 8, 31)) == ["vehicle", "signature", "hold"]

    work.assign(desk.rx_350, at(9, 8, 35))
    assert missing(desk, booked.code, at(9, 8, 36)) == ["readings", "walk_around", "signature", "hold"]
    work.read_out(12_004, FULL, at(9, 8, 40))
    work.sign(desk.avery, at(9, 8, 45))
    assert missing(desk, booked.code, at(9, 8, 46)) == ["hold"]
    with pytest.raises(UnableToStart, match=r"Hold of \$145\.80"):
        work.start(at(9, 8, 47))

    work.hold(at(9, 8, 48))
    world.carry_out_effects(at(9, 8, 48))
    assert world.moved() == [("hold", Decimal("145.80"))]  # 3 days × $45.00 = $135.00, and 8 % of it
    assert missing(desk, booked.code, at(9, 8, 50)) == []
    work.start(at(9, 9))
    world.carry_out_effects(at(9, 9))
    desk.rx_350.refresh_from_db()
    assert desk.rx_350.status == VehicleStatus.RENTED
    assert sealed(desk, booked.code) == ["agreement"]
    assert "Your signed agreement for the RX 350 is here: " in world.texts()[-1]

    # 330 mi − 3 × 100 mi = 30 mi × $0.25 = $7.50; a quarter of 17.8 gal × $4.00 = $17.80
    contract = work.finish(Handback(at=at(12, 9), odometer=12_334, fuel=Decimal("0.750")), at(12, 9))
    world.carry_out_effects(at(12, 9))

    assert contract.invoice.total.amount == Decimal("171.10")  # 135.00 + 17.80 + 7.50 + tax 10.80
    assert world.moved()[1:] == [("capture", Decimal("145.80")), ("charge", Decimal("25.30"))]
    assert balance(dealership=desk.store, about=booked.reference).unsettled == 0
    assert leaks(dealership=desk.store) == []
    desk.rx_350.refresh_from_db()
    assert (desk.rx_350.status, desk.rx_350.odometer) == (VehicleStatus.RETURNED, 12_334)
    booked.refresh_from_db()
    assert booked.status == Status.FINISHED
    assert sealed(desk, booked.code) == ["agreement", "receipt"]
    assert "The total is $171.10." in world.texts()[-1]
    assert needing_attention(desk.store) == []
    assert story(desk, booked.reference) == [
        "booked",
        "vehicle promised",
        "assigned",
        "readings out recorded",
        "walk-around seen",
        "terms frozen",
        "signed",
        "hold asked for",
        "hold authorised",
        "started",
        "document sealed",
        "finished",
        "settled",
        "captured",
        "charged",
        "document sealed",
    ]


def missing(desk: Counter, code: str, when: datetime) -> list[str]:
    found = loan(dealership=desk.store, code=code)
    return [each.code for each in before_start(dealership=desk.store, loan=found, at=when)]


def sealed(desk: Counter, code: str) -> list[str]:
    rows = documents(dealership=desk.store, code=code)
    assert all(document_bytes(row).startswith(b"%PDF-") for row in rows)
    return [row.kind for row in rows]


def story(desk: Counter, about: str) -> list[str]:
    rows = EventSubject.objects.filter(dealership=desk.store, subject=about).order_by("id")
    return [row.event.verb for row in rows.select_related("event")]
