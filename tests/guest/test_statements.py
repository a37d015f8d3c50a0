"""A guest's page asks the database a small number of times, whatever the loan has gathered."""

import pytest

from tests.guest.phone import Phone
from tests.scenarios.counter_work import Work
from tests.statements import statements

MOST = 40


@pytest.mark.parametrize("page", ["card/", "everything-in/"])
def test_pages_before_the_car_is_known(opened: Phone, page: str) -> None:
    with statements() as seen:
        opened.look(page)

    assert len(seen) <= MOST, "\n".join(seen.texts)


def test_the_question_asks_for_little(phone: Phone) -> None:
    with statements() as seen:
        phone.look()

    assert len(seen) <= 12, "\n".join(seen.texts)


@pytest.mark.parametrize("page", ["agreement/", "terms/", "sign/"])
def test_pages_of_the_agreement(opened: Phone, car_ready: Work, page: str) -> None:
    opened.consent()
    if page == "sign/":
        opened.agree_to_all()
    with statements() as seen:
        shown = opened.look(page)

    assert shown.status_code == 200
    assert len(seen) <= MOST, "\n".join(seen.texts)
