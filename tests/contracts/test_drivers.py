"""A driver who is named or taken out after the signature voids it: everybody signs for everybody."""

from typing import Any

from reservations.services import add_driver, take_out_driver
from tests.contracts.at_the_counter import Loan
from tests.situations import at, jordan


def test_a_change_of_drivers_voids_the_signature(loan: Loan):
    loan.signed()
    changed: dict[str, Any] = {"dealership": loan.desk.store, "code": loan.code, "driver": jordan(loan.desk.store)}

    add_driver(**changed, by=loan.desk.advisor, at=at(9, 8, 50))
    with_jordan = loan.codes()
    take_out_driver(**changed, by=loan.desk.advisor, at=at(9, 8, 51))

    assert "signature" in with_jordan
    assert any(code.startswith("licence:") for code in with_jordan)
    assert not any(code.startswith("licence:") for code in loan.codes())
