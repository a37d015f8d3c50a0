"""A guest's page asks the database so many times and no more: for dealership, session, link, loan, and what it shows."""

import pytest

from tests.guest.phone import Phone
from tests.scenarios.counter_work import Work
from tests.statements import statements


def test_the_question_asks_for_the_link_and_the_guest(phone: Phone) -> None:
    with statements() as seen:
        phone.look()

    assert len(seen) == 5, "\n".join(seen.texts)


@pytest.mark.parametrize(("page", "count"), [("card/", 7), ("everything-in/", 7)])
def test_pages_before_the_car_is_known(opened: Phone, page: str, count: int) -> None:
    with statements() as seen:
        shown = opened.look(page)

    assert shown.status_code == 200
    assert len(seen) == count, "\n".join(seen.texts)


@pytest.mark.parametrize(("page", "count"), [("agreement/", 8), ("terms/", 9), ("sign/", 9)])
def test_pages_of_the_agreement(opened: Phone, car_ready: Work, page: str, count: int) -> None:
    opened.consent()
    if page == "sign/":
        opened.agree_to_all()
    with statements() as seen:
        shown = opened.look(page)

    assert shown.status_code == 200
    assert len(seen) == count, "\n".join(seen.texts)
