"""The counter's work as a scenario says it: each step one service, at an hour."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from contracts import services
from contracts.domain.handback import Handback
from contracts.domain.signatures import SignatureMethod, Signed
from contracts.models import Contract
from contracts.queries import terms_in_force
from customers.models import Customer
from dealerships.domain.actor import SYSTEM, Actor, Kind
from dealerships.models import Dealership
from fleet.models import Vehicle
from tests.scenarios.outside import World
from tests.situations import Counter, at, book_for_group

FULL = Decimal("1.000")
DRAWN = "M10 40 L30 12 L52 44 L70 20 L96 40 L120 30"


@dataclass(frozen=True, kw_only=True)
class Work:
    """One loan, seen from the counter: ``by`` does it all but the signature."""

    store: Dealership
    code: str
    by: Actor

    def assign(self, vehicle: Vehicle, when: datetime) -> Contract:
        """Promise this vehicle."""
        return services.assign_vehicle(dealership=self.store, code=self.code, vin=vehicle.vin, by=self.by, at=when)

    def read_out(self, odometer: int, fuel: Decimal, when: datetime) -> None:
        """Note odometer and fuel, and walk around the car."""
        services.record_readings(
            dealership=self.store, code=self.code, odometer=odometer, fuel=fuel, by=self.by, at=when
        )
        services.see_issues(dealership=self.store, code=self.code, by=self.by, at=when)

    def sign(self, guest: Customer, when: datetime) -> None:
        """Freeze the terms, and let the guest accept them one by one and sign on the phone."""
        frozen = services.freeze_terms(dealership=self.store, code=self.code, by=self.by, at=when)
        self.sign_as(guest, [term["position"] for term in frozen.shown["terms"]], when)

    def sign_as(self, guest: Customer, positions: list[int], when: datetime) -> None:
        """Let a driver accept these terms and sign what is frozen."""
        by = Actor(kind=Kind.GUEST, name=guest.name, origin="198.51.100.7")
        for position in positions:
            services.accept_term(
                dealership=self.store, code=self.code, driver=guest.code, position=position, by=by, at=when
            )
        given = Signed(
            method=SignatureMethod.DRAWN, name=guest.name, drawing=DRAWN, consent=True, device="the guest's phone"
        )
        services.sign(dealership=self.store, code=self.code, driver=guest.code, signature=given, by=by, at=when)

    def hold(self, when: datetime) -> None:
        """Press *Authorise hold*."""
        services.authorise_hold(dealership=self.store, code=self.code, by=self.by, at=when)

    def start(self, when: datetime) -> Contract:
        """Press *Start*."""
        return services.start_contract(dealership=self.store, code=self.code, by=self.by, at=when)

    def finish(self, handback: Handback, when: datetime) -> Contract:
        """Press *Finish*."""
        return services.finish_contract(dealership=self.store, code=self.code, handback=handback, by=self.by, at=when)

    def settle(self, when: datetime, *, charge_later: bool = False) -> None:
        """What a worker does after *Finish*: ask for what is due."""
        services.settle_contract(dealership=self.store, code=self.code, charge_later=charge_later, by=SYSTEM, at=when)

    def digest(self, contract: Contract) -> str:
        """The hash of what is signed."""
        frozen = terms_in_force(dealership=self.store, contract=contract)
        assert frozen is not None
        return frozen.digest


def signed(desk: Counter) -> Work:
    """Booked, assigned, read and signed on Monday before nine."""
    work = Work(store=desk.store, code=book_for_group(desk).code, by=desk.advisor)
    work.assign(desk.rx_350, at(9, 8, 35))
    work.read_out(12_004, FULL, at(9, 8, 40))
    work.sign(desk.avery, at(9, 8, 45))
    return work


def on_the_road(desk: Counter, world: World) -> Work:
    """Held and started on Monday at nine, the agreement sealed."""
    world.card_on_file(desk.avery)
    work = signed(desk)
    work.hold(at(9, 8, 48))
    world.carry_out_effects(at(9, 8, 48))
    work.start(at(9, 9))
    world.carry_out_effects(at(9, 9))
    return work
