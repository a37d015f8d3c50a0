"""The guest consents, accepts each term, signs; the terms freeze on the way, and count only while they are true."""

import pytest

from contracts.domain.signatures import SignatureMethod
from contracts.domain.terms import CONSENT
from contracts.models import AcceptedTerm, FrozenTerms, Signature
from contracts.services import freeze_terms, record_readings
from tests.guest.phone import Phone, heading, words
from tests.scenarios.counter_work import DRAWN, FULL, Work
from tests.situations import Counter, at

NOW = at(9, 8, 40)


def test_without_a_car_there_is_nothing_to_sign_yet(opened: Phone) -> None:
    assert "You get the agreement to sign when your car is ready." in words(opened.get())
    for page in ("agreement/", "terms/", "sign/", "agreement/whole/"):
        assert heading(opened.get(page)) == "Everything is in"


def test_the_agreement_opens_with_what_it_is_about(opened: Phone, car_ready: Work) -> None:
    page = opened.get()

    assert heading(page) == "Hello Avery, your RX 350 is ready to sign for"
    for fact in ("LX 350", "12,004 mi, full", "$145.80 on Visa •• 4242", "Thu, Mar 12, 9:00 AM", CONSENT):
        assert fact in words(page)
    assert "Service loaners" not in words(page)
    assert not FrozenTerms.objects.exists()


def test_going_on_without_consent_freezes_nothing(opened: Phone, car_ready: Work) -> None:
    refused = opened.client.post(f"{opened.link}agreement/", {})

    assert refused.status_code == 422
    assert "Tick this to go on, or sign on paper at the counter." in words(refused)
    assert not FrozenTerms.objects.exists()


def test_consent_freezes_the_terms_and_shows_the_first(opened: Phone, car_ready: Work) -> None:
    page = opened.consent()

    assert heading(page) == "Fuel"
    assert "Term 1 of 2" in words(page)
    assert "Next: tolls and fines. Then your signature." in words(page)
    assert FrozenTerms.objects.count() == 1


def test_terms_that_the_counter_froze_are_the_ones_to_sign(opened: Phone, car_ready: Work, desk: Counter) -> None:
    frozen = freeze_terms(dealership=desk.store, code=car_ready.code, by=desk.advisor, at=NOW)

    opened.consent()

    assert FrozenTerms.objects.get() == frozen


def test_each_term_is_accepted_by_itself(opened: Phone, car_ready: Work) -> None:
    opened.consent()

    second = opened.post("terms/", position=1)
    again = opened.post("terms/", position=1)
    signature = opened.post("terms/", position=2)

    assert heading(second) == heading(again) == "Tolls and fines"
    assert heading(signature) == "Your signature"
    assert [term.position for term in AcceptedTerm.objects.order_by("position")] == [1, 2]


def test_the_whole_agreement_can_be_read(opened: Phone, car_ready: Work) -> None:
    opened.consent()

    page = opened.get("agreement/whole/")

    assert "Avery Quinn borrows the RX 350 with VIN 2T2BAMCA8PC012345." in words(page)
    assert "I pay every toll and fine of my loan." in words(page)
    assert "{{" not in page.content.decode()


def test_nobody_signs_before_the_terms_are_accepted(opened: Phone, car_ready: Work) -> None:
    assert heading(opened.get("sign/")).startswith("Hello Avery")
    opened.consent()

    assert heading(opened.post("sign/", name="Avery Quinn")) == "Fuel"
    assert not Signature.objects.exists()


def test_a_drawn_signature_ends_it(opened: Phone, car_ready: Work) -> None:
    opened.agree_to_all()

    done = opened.post("sign/", drawing=DRAWN, form_key="one")

    assert heading(done) == "Signed. Thank you, Avery"
    signature = Signature.objects.get()
    assert (signature.method, signature.name, signature.drawing) == (SignatureMethod.DRAWN, "Avery Quinn", DRAWN)
    assert (signature.consent, signature.origin) == (CONSENT, "guest’s link, 127.0.0.1")


def test_without_javascript_the_name_is_typed(opened: Phone, car_ready: Work) -> None:
    opened.agree_to_all()

    opened.post("sign/", name="Avery M. Quinn", drawing="", form_key="one")

    signature = Signature.objects.get()
    assert (signature.method, signature.name) == (SignatureMethod.TYPED, "Avery M. Quinn")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, "Sign with your finger, or type your full name."),
        ({"drawing": "M1 1"}, "That is only a dot."),
        ({"drawing": "<script>"}, "That is no drawing of lines."),
    ],
)
def test_what_is_no_signature_is_refused(opened: Phone, car_ready: Work, given: dict[str, str], refusal: str) -> None:
    opened.agree_to_all()

    refused = opened.client.post(f"{opened.link}sign/", given)

    assert refused.status_code == 422
    assert refusal in words(refused)
    assert not Signature.objects.exists()


def test_sign_pressed_twice_signs_once(opened: Phone, car_ready: Work) -> None:
    opened.agree_to_all()

    first = opened.post("sign/", name="Avery Quinn", form_key="one")
    same_form = opened.post("sign/", name="Avery Quinn", form_key="one")
    other_tab = opened.post("sign/", name="Avery Quinn", form_key="two")

    assert heading(first) == heading(same_form) == heading(other_tab) == "Signed. Thank you, Avery"
    assert Signature.objects.count() == 1


def test_terms_that_changed_meanwhile_are_read_again(opened: Phone, car_ready: Work, desk: Counter) -> None:
    opened.agree_to_all()
    record_readings(dealership=desk.store, code=car_ready.code, odometer=12_010, fuel=FULL, by=desk.advisor, at=NOW)

    refused = opened.post("sign/", name="Avery Quinn", form_key="one")

    assert heading(refused).startswith("Hello Avery")
    assert "12,010 mi" in words(refused)
    assert not Signature.objects.exists()
    assert heading(opened.consent()) == "Fuel"


def test_paper_is_offered_and_agrees_to_nothing(opened: Phone, car_ready: Work) -> None:
    assert "Sign on paper at the counter" in words(opened.get())

    page = opened.get("paper/")

    assert "The agreement is printed for you, at no cost." in words(page)
    assert not FrozenTerms.objects.exists()
