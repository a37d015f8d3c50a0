"""The booked vehicle: the model and category that the guest asked for, and what is like it."""

import pytest

from reservations.domain.booked_vehicle import Asked, Fit, Offered, ranked

AN_RX = Offered(category="SUV", acriss="SFAR", model="RX 350")
A_TX = Offered(category="SUV", acriss="SFAR", model="TX 350")
AN_RX_HYBRID = Offered(category="Hybrid SUV", acriss="SFAH", model="RX 350h")
AN_LX = Offered(category="Full-size SUV", acriss="PFAR", model="LX 600")
AN_ES = Offered(category="Sedan", acriss="SDAR", model="ES 350")
AN_LS = Offered(category="Large sedan", acriss="LDAR", model="LS 500")
SUV_RX = Asked(category="SUV", acriss="SFAR", model="rx350")


@pytest.mark.parametrize(
    ("offered", "fit", "booked", "why"),
    [
        (AN_RX, Fit.SAME_MODEL, True, "SUV, RX 350"),
        (A_TX, Fit.SAME_CATEGORY, False, "SUV, TX 350, not rx350"),
        (AN_ES, Fit.SIMILAR, False, "Sedan, not SUV, but of the same size"),
        (AN_LX, Fit.SIMILAR, False, "Full-size SUV, not SUV, but of the same kind of body"),
        (AN_LS, Fit.OTHER, False, "Large sedan, not SUV"),
    ],
)
def test_each_vehicle_has_its_place_and_says_why(offered: Offered, fit: Fit, booked: bool, why: str):
    found = ranked(offered, SUV_RX)

    assert (found.fit, found.is_booked_vehicle, found.why) == (fit, booked, why)


def test_another_car_of_the_same_line_is_similar():
    assert ranked(AN_RX_HYBRID, Asked(category="SUV", model="RX 350")).why == "Hybrid SUV, not SUV, but also RX"


def test_any_vehicle_of_the_category_is_the_booked_one_where_no_model_was_asked_for():
    found = ranked(A_TX, Asked(category="suv ", acriss="SFAR"))

    assert (found.fit, found.is_booked_vehicle) == (Fit.SAME_CATEGORY, True)


def test_nothing_is_marked_where_nothing_was_asked_for():
    found = ranked(AN_RX, Asked())

    assert (found.fit, found.is_booked_vehicle, found.why) == (Fit.ANY, False, "SUV, RX 350")
    assert found.fit.label == ""


def test_a_car_without_a_category_says_so():
    found = ranked(Offered(category="", acriss="", model="RZ 450e"), Asked(category="SUV", acriss="SFAR"))

    assert (found.fit, found.why) == (Fit.OTHER, "No category, not SUV")


def test_where_only_a_model_was_asked_for_another_one_says_which():
    assert ranked(A_TX, Asked(model="RX 350")).why == "SUV, TX 350, not RX 350"
