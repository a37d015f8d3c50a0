"""What holds for every loan, whatever its terms."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from billing.domain.days import days_incurred
from billing.domain.engine import price
from billing.domain.evidence import evidence_of, price_again
from billing.domain.form import case_form, invoice_form, parse_case, parse_invoice, read_json, write_json
from billing.domain.hold import hold_for
from billing.domain.invoice import Invoice, Line
from billing.domain.settlement import Balance, Payment, Settlement, refunds, settle
from billing.domain.supplement import supplement
from billing.domain.terms import BillingDay, BillingDayKind, Terms
from billing.domain.usage import Adjustment, Energy, HandedOver, Reading, Usage
from kernel.money import rounded
from tests.billing_engine.loans import agreed
from tests.billing_engine.saying import in_words
from tests.billing_engine.strategies import CHANGES_OF_CLOCK, US_ZONES, billing_days, cases, fuels, mileages

Case = tuple[Terms, Usage]
SECOND = timedelta(seconds=1)
moderately = settings(max_examples=45, deadline=None)


def read(vehicle: HandedOver) -> tuple[Reading, Reading]:
    assert vehicle.out is not None
    assert vehicle.back is not None
    return vehicle.out, vehicle.back


def daily_rate_line(invoice: Invoice) -> Decimal:
    return sum((line.amount for line in invoice.lines if line.code == "daily_rate"), Decimal(0))


def allowing(terms: Terms, allowance: Decimal | None) -> Terms:
    """The same with another fuel charge allowance."""
    return replace(terms, fuel=replace(terms.fuel, allowance=allowance)) if terms.fuel else terms


def fuel_charge(terms: Terms, usage: Usage) -> Decimal:
    """What the fuel alone would cost, whatever is allowed."""
    lines = price(allowing(terms, None), usage).lines
    return sum((line.amount for line in lines if line.code == "fuel"), Decimal(0))


@moderately
@given(cases(mileage=mileages, collect_card=st.just(True)), st.integers(1, 2000), st.data())
def test_driving_further_never_costs_less(case: Case, further: int, data: st.DataObject) -> None:
    terms, usage = case
    place = data.draw(st.integers(0, len(usage.vehicles) - 1))
    vehicle = usage.vehicles[place]
    _, back = read(vehicle)
    driven_further = replace(vehicle, back=replace(back, odometer=(back.odometer or 0) + further))

    there_and_beyond = replace(usage, vehicles=(*usage.vehicles[:place], driven_further, *usage.vehicles[place + 1 :]))

    assert price(terms, there_and_beyond).total >= price(terms, usage).total


@moderately
@given(cases(fuel=fuels, collect_card=st.just(True), credited=False), st.data())
def test_returning_less_fuel_never_costs_less(case: Case, data: st.DataObject) -> None:
    terms, usage = case
    place = data.draw(st.integers(0, len(usage.vehicles) - 1))
    vehicle = usage.vehicles[place]
    _, back = read(vehicle)
    emptier = replace(
        vehicle, back=replace(back, fuel=data.draw(st.just(Decimal(0)) | st.decimals(0, back.fuel, places=3)))
    )

    with_less = replace(usage, vehicles=(*usage.vehicles[:place], emptier, *usage.vehicles[place + 1 :]))
    between = st.decimals(fuel_charge(terms, usage), fuel_charge(terms, with_less), places=3)
    known = terms.fuel.allowance if terms.fuel else None
    terms = allowing(terms, data.draw(st.just(known) | between))

    assert price(terms, with_less).total >= price(terms, usage).total


@moderately
@given(cases(credited=False), st.timedeltas(timedelta(0), timedelta(days=9)))
def test_returning_later_never_lowers_the_days_or_the_daily_rate(case: Case, late: timedelta) -> None:
    terms, usage = case
    on_time, later = price(terms, usage), price(terms, replace(usage, dropoff=usage.dropoff + late))

    assert later.days >= on_time.days
    assert daily_rate_line(later) >= daily_rate_line(on_time)


@moderately
@given(cases(covered=False, mileage=st.none()), st.timedeltas(timedelta(0), timedelta(days=9)))
def test_returning_later_never_costs_less_without_mileage_and_cover(case: Case, late: timedelta) -> None:
    terms, usage = case

    assert price(terms, replace(usage, dropoff=usage.dropoff + late)).total >= price(terms, usage).total


@moderately
@given(cases())
def test_lines_and_taxes_sum_to_the_total_in_whole_minor_units(case: Case) -> None:
    terms, usage = case
    invoice = price(terms, usage)

    assert sum(line.amount for line in invoice.lines) == invoice.subtotal
    assert sum(tax.amount for tax in invoice.taxes) == invoice.tax
    assert invoice.subtotal + invoice.tax == invoice.total
    amounts = [line.amount for line in invoice.lines] + [tax.amount for tax in invoice.taxes]
    assert all(str(amount) == str(rounded(amount, terms.currency)) for amount in [*amounts, invoice.total])
    assert all(amounts)
    assert invoice.total >= 0


@moderately
@given(cases(credited=False))
def test_more_cover_never_costs_more(case: Case) -> None:
    terms, usage = case

    assert price(terms, replace(usage, covered_days=usage.covered_days + 1)).total <= price(terms, usage).total


@moderately
@given(cases())
def test_pricing_twice_gives_the_same_bytes(case: Case) -> None:
    terms, usage = case
    once, again = (write_json(invoice_form(price(terms, usage))).encode() for _ in range(2))

    assert once == again


@moderately
@given(cases())
def test_json_out_and_in_again_is_the_same(case: Case) -> None:
    terms, usage = case
    text = write_json(case_form(terms, usage))

    assert parse_case(read_json(text)) == (terms, usage)
    assert write_json(case_form(*parse_case(read_json(text)))) == text


@moderately
@given(cases())
def test_an_invoice_out_and_in_again_is_the_same(case: Case) -> None:
    terms, usage = case
    invoice = price(terms, usage)

    assert parse_invoice(read_json(write_json(invoice_form(invoice)))) == in_words(invoice)


@moderately
@given(cases())
def test_evidence_is_priced_again_to_the_same_cent(case: Case) -> None:
    terms, usage = case
    invoice = price(terms, usage)

    kept = read_json(write_json(evidence_of(terms, usage, invoice)))

    assert price_again(kept) == invoice


@moderately
@given(cases(credited=False))
def test_a_hold_never_holds_fuel_or_mileage(case: Case) -> None:
    terms, usage = case
    frugal = tuple(replace(vehicle, back=vehicle.out, energy=Energy.LIQUID) for vehicle in usage.vehicles)

    assert hold_for(terms, usage) == hold_for(terms, replace(usage, vehicles=frugal))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(US_ZONES),
    st.sampled_from(CHANGES_OF_CLOCK),
    st.integers(-3 * 86400, 2 * 86400),
    st.sampled_from([BillingDay(kind=kind) for kind in BillingDayKind]) | billing_days,
    st.integers(1, 4),
)
def test_a_day_begins_to_the_second_across_both_changes_of_clock(
    zone: str, change: datetime, seconds: int, billing_day: BillingDay, nth: int
) -> None:
    terms = agreed(time_zone=zone, billing_day=billing_day)
    pickup = change + seconds * SECOND

    boundary = _boundary(billing_day, pickup, nth, ZoneInfo(zone))

    assert len(days_incurred(terms, pickup, boundary)) == nth + 1
    assert len(days_incurred(terms, pickup, boundary - SECOND)) == nth


def _boundary(billing_day: BillingDay, pickup: datetime, nth: int, zone: ZoneInfo) -> datetime:
    """When the day after the nth begins, told otherwise than the engine does."""
    if billing_day.kind is BillingDayKind.ELAPSED:
        return pickup + nth * timedelta(minutes=billing_day.minutes)
    usual = 30 if billing_day.kind is BillingDayKind.DAILY_GRACE else 0
    grace = timedelta(minutes=usual if billing_day.grace_minutes is None else billing_day.grace_minutes)
    if billing_day.kind is BillingDayKind.DAILY_GRACE:
        return pickup + nth * timedelta(hours=24) + grace
    local = pickup.astimezone(zone)
    midnight = datetime(local.year, local.month, local.day, tzinfo=zone) + timedelta(days=nth)
    return midnight.astimezone(UTC) + grace


steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["charge", "credit", "settle", "decline", "lapse", "pay", "share", "give back", "credit and give back"]
        ),
        st.integers(1, 9000),
    ),
    max_size=25,
)


@settings(max_examples=100, deadline=None)
@given(cases(), st.decimals(0, 900, places=0), steps)
def test_money_is_conserved_over_any_sequence(case: Case, hold: Decimal, sequence: list[tuple[str, int]]) -> None:
    terms, usage = case
    account = Account(terms, price(terms, usage), rounded(hold, terms.currency))

    for step, number in sequence:
        account.take(step, number)
        account.check()


class Account:
    """A loan after its invoice: billed, credited, paid and refunded in any order."""

    def __init__(self, terms: Terms, invoice: Invoice, hold: Decimal) -> None:
        """Begin with the invoice and a hold that nobody has touched."""
        self.terms = terms
        self.issued = [invoice]
        self.hold = hold
        self.held = hold
        self.released = Decimal(0)
        self.payments: list[Payment] = []
        self.kinds: dict[str, str] = {}
        self.purse = Decimal(0)
        self.entered = 0

    def take(self, step: str, number: int) -> None:
        """Do one thing, if there is anything to do."""
        {
            "charge": self.charge,
            "credit": self.credit,
            "settle": self.settle,
            "decline": self.decline,
            "lapse": self.lapse,
            "pay": self.pay,
            "share": self.share,
            "give back": self.give_back,
            "credit and give back": self.credit_and_give_back,
        }[step](number)

    def charge(self, number: int) -> None:
        self.entered += 1
        charge = Adjustment(
            id=f"s{self.entered}", code="charge:toll", amount=Decimal(number) / 100, taxable=number % 2 == 0
        )
        self.issued.append(supplement(self.terms, self.issued, [charge]))

    def credit(self, number: int) -> None:
        lines = [line for invoice in self.issued for line in invoice.lines if line.amount > 0]
        if not lines:
            return
        self.entered += 1
        line = lines[number % len(lines)]
        name = line.id or line.code
        credited = sum(-other.amount for other in self.lines() if other.credits == name)
        credit = Adjustment(
            id=f"s{self.entered}", code="credit", amount=min(Decimal(number), line.amount - credited), credits=name
        )
        self.issued.append(supplement(self.terms, self.issued, [credit]))

    def settle(self, number: int) -> None:
        smallest = Decimal(number) / 1000
        settlement = self._settled(smallest)
        self.paid("charged", settlement.charge)
        assert settlement.charge == 0 or settlement.charge >= smallest
        assert self.balance().unsettled == settlement.unsettled < smallest or not settlement.unsettled

    def decline(self, _number: int) -> None:
        self._settled(Decimal(0))

    def _settled(self, smallest: Decimal) -> Settlement:
        owed, surplus, held = self.balance().unsettled, self.balance().surplus, self.held
        settlement = settle(due=owed, hold=held, smallest_charge=smallest)
        self.held, self.released = Decimal(0), self.released + settlement.release
        self.paid("captured", settlement.capture)
        assert settlement.capture + settlement.charge + settlement.unsettled == owed
        assert settlement.capture + settlement.release == held
        assert self.balance().surplus == surplus
        return settlement

    def lapse(self, _number: int) -> None:
        self.released, self.held = self.released + self.held, Decimal(0)

    def pay(self, number: int) -> None:
        self.paid("manual", min(self.balance().unsettled, Decimal(number) / 100))

    def share(self, number: int) -> None:
        self.paid("shares", min(self.balance().unsettled, Decimal(number) / 100))

    def paid(self, kind: str, amount: Decimal) -> None:
        self.purse += amount
        reference = f"p{len(self.payments)}"
        self.kinds[reference] = kind
        self.payments.append(
            Payment(
                reference=reference, at=datetime(2026, 3, 4, tzinfo=UTC) + len(self.payments) * SECOND, amount=amount
            )
        )

    def give_back(self, _number: int) -> None:
        surplus = self.balance().surplus
        back = {refund.reference: refund.amount for refund in refunds(self.payments, surplus)}
        self.payments = [
            replace(each, refunded=each.refunded + back.get(each.reference, Decimal(0))) for each in self.payments
        ]
        self.purse -= sum(back.values())
        assert sum(back.values()) == surplus
        older = [each for each in self.payments if each.reference in back][1:]
        assert all(each.bears == 0 for each in self.payments if older and each.at > older[0].at)

    def credit_and_give_back(self, number: int) -> None:
        self.credit(number % 40)
        self.give_back(number)

    def check(self) -> None:
        """The books against the lines, and against a purse into which every payment went."""
        balance, owed = self.balance(), self.owed() - self.purse
        assert balance.total == self.owed() >= 0
        assert (balance.unsettled, balance.surplus) == (max(owed, Decimal(0)), max(-owed, Decimal(0)))
        assert all(0 <= payment.refunded <= payment.amount for payment in self.payments)
        assert self.hold == self.held + self.released + balance.captured

    def owed(self) -> Decimal:
        """Every line and, once each, every tax on what of them is taxable."""
        lines = self.lines()
        base = sum((line.amount for line in lines if line.taxable), Decimal(0))
        taxes = self.terms.taxes if self.terms.collect_card else ()
        due = (rounded(base * tax.percent / 100, self.terms.currency) for tax in taxes)
        return sum((line.amount for line in lines), Decimal(0)) + sum(due)

    def balance(self) -> Balance:
        amounts = dict.fromkeys(("captured", "charged", "manual", "shares"), Decimal(0))
        for payment in self.payments:
            amounts[self.kinds[payment.reference]] += payment.amount
        total = sum((invoice.total for invoice in self.issued), Decimal(0))
        return Balance(total=total, refunded=sum((each.refunded for each in self.payments), Decimal(0)), **amounts)

    def lines(self) -> list[Line]:
        return [line for invoice in self.issued for line in invoice.lines]
