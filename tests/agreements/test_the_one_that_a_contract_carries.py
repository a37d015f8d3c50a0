"""The agreement of a contract: the program's, else the group's, else the default, by assigning and freezing a loan."""

import pytest

from contracts.queries.carrying import contracts_by_version, open_contracts_by_agreement
from contracts.services import UnableToFreeze, freeze_terms
from programs.models import AgreementVersion, DriverAgreement
from programs.queries import version_in_use
from tests.contracts.at_the_counter import Loan
from tests.scenarios.counter_work import FULL
from tests.situations import Counter, at, book_for_program

RESERVE, COURTESY, STANDARD = "Lexus Reserve", "Courtesy loaner", "Loaner agreement"


@pytest.mark.parametrize(
    ("programs_own", "groups_own", "default", "carried"),
    [
        (True, True, True, RESERVE),
        (True, True, False, RESERVE),
        (True, False, True, RESERVE),
        (True, False, False, RESERVE),
        (False, True, True, COURTESY),
        (False, True, False, COURTESY),
        (False, False, True, STANDARD),
    ],
)
def test_a_loan_is_frozen_on_the_first_that_names_one(desk: Counter, programs_own, groups_own, default, carried):
    loan = named(desk, programs_own=programs_own, groups_own=groups_own, default=default)

    frozen = frozen_terms(loan)

    assert frozen.agreement_version.agreement.name == carried
    version = frozen.agreement_version
    counted = open_contracts_by_agreement(dealership=desk.store, default=None)
    assert counted == {version.agreement_id: 1}
    assert contracts_by_version(dealership=desk.store, agreement=version.agreement) == {version.pk: 1}


def test_where_nobody_names_one_the_advisor_reads_where_to(desk: Counter):
    loan = named(desk, programs_own=False, groups_own=False, default=False)

    with pytest.raises(UnableToFreeze, match="Name one in the program or the group"):
        frozen_terms(loan)


def test_a_booking_without_a_vehicle_counts_for_what_it_would_carry(desk: Counter):
    named(desk, programs_own=False, groups_own=True, default=True)

    counted = open_contracts_by_agreement(dealership=desk.store, default=desk.agreement.pk)

    assert counted == {desk.agreement.pk: 1}


def test_what_was_signed_stays_when_the_program_names_another(desk: Counter):
    loan = named(desk, programs_own=True, groups_own=False, default=True)
    frozen = frozen_terms(loan)

    newer = version(desk, frozen.agreement_version.agreement, number=2)

    frozen.refresh_from_db()
    assert frozen.agreement_version.number == 1
    in_use = version_in_use(dealership=desk.store, agreement=newer.agreement, language="en-us")
    assert in_use == newer


def named(desk: Counter, *, programs_own: bool, groups_own: bool, default: bool) -> Loan:
    """A booking in OneApp Rental, whose program, group and store name an agreement, or not."""
    desk.program.agreement = agreement(desk, RESERVE) if programs_own else None
    desk.program.save()
    desk.group.agreement = agreement(desk, COURTESY) if groups_own else None
    desk.group.save()
    DriverAgreement.objects.filter(pk=desk.agreement.pk).update(is_default=default)
    return Loan(desk=desk, code=book_for_program(desk).code)


def agreement(desk: Counter, name: str) -> DriverAgreement:
    made = DriverAgreement.objects.create(dealership=desk.store, name=name, name_key=name.casefold())
    version(desk, made, number=1)
    return made


def version(desk: Counter, of: DriverAgreement, *, number: int) -> AgreementVersion:
    return AgreementVersion.objects.create(
        dealership=desk.store, agreement=of, number=number, body="<p>Read it.</p>", published_at=at(1)
    )


def frozen_terms(loan: Loan):
    loan.work.assign(loan.desk.rx_350, at(9, 8, 31))
    loan.work.read_out(12_004, FULL, at(9, 8, 32))
    return freeze_terms(dealership=loan.desk.store, code=loan.code, by=loan.desk.advisor, at=at(9, 8, 35))
