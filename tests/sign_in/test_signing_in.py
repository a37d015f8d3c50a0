"""Who gets in, where they land, and who is led to a second factor first."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from dealerships.models import Dealership, Membership, Staff, User
from dealerships.tenancy import as_dealership
from tests.situations import Counter
from tests.situations.staff import PASSWORD

LOGIN = "/accounts/login/"
DESK = "/springfield/"


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(db: None) -> None:
    cache.clear()


def test_a_member_of_one_store_lands_on_its_dashboard(client: Client, desk: Counter) -> None:
    client.post(LOGIN, {"login": desk.dana.email, "password": PASSWORD})

    answer = client.get("/", follow=True)

    assert answer.redirect_chain == [(DESK, 302)]


def test_a_member_of_two_stores_chooses(client: Client, desk: Counter, neighbour: Dealership) -> None:
    Membership.objects.create(user=user_of(desk.dana), dealership=neighbour)
    client.force_login(user_of(desk.dana))

    answer = client.get("/")

    assert "Lexus of Riverton" in answer.text
    assert "Lexus of Springfield" in answer.text


def test_nobody_gets_in_without_signing_in(client: Client, desk: Counter) -> None:
    answer = client.get(f"{DESK}contracts/")

    assert answer["Location"] == f"{LOGIN}?next=/springfield/contracts/"


def test_the_neighbours_staff_get_404(client: Client, desk: Counter, neighbour: Dealership) -> None:
    client.force_login(user_of(desk.dana))

    answer = client.get("/riverton/")

    assert answer.status_code == 404
    assert "Riverton" not in answer.text


def test_who_was_deactivated_gets_404(client: Client, desk: Counter) -> None:
    client.force_login(user_of(desk.dana))
    desk.dana.status = "deactivated"
    desk.dana.save()

    answer = client.get(DESK)

    assert answer.status_code == 404


def test_a_wrong_password_is_said_in_words_and_the_address_stays(client: Client, desk: Counter) -> None:
    answer = client.post(LOGIN, {"login": desk.dana.email, "password": "not this one"})

    assert "Email and password do not match." in answer.text
    assert f'value="{desk.dana.email}"' in answer.text


def test_what_is_missing_is_asked_for_in_words(client: Client, desk: Counter) -> None:
    answer = client.post(LOGIN, {"login": "dana", "password": ""})

    assert "Type an email address, such as sam@example.com." in answer.text
    assert "Type the password." in answer.text


def test_the_sixth_wrong_password_is_not_even_tried(client: Client, desk: Counter) -> None:
    for _ in range(5):
        client.post(LOGIN, {"login": desk.dana.email, "password": "not this one"})

    answer = client.post(LOGIN, {"login": desk.dana.email, "password": PASSWORD})

    assert "Too many tries." in answer.text
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client: Client, desk: Counter) -> None:
    answer = client.get("/accounts/signup/")

    assert "<form" not in answer.text.partition("<main")[2]


def test_a_store_that_requires_it_leads_to_a_second_factor(client: Client, desk: Counter) -> None:
    requires_mfa(desk.store)
    client.force_login(user_of(desk.dana))

    answer = client.get(DESK)

    assert answer["Location"] == "/accounts/2fa/"


def test_who_has_set_it_up_goes_on(client: Client, desk: Counter) -> None:
    requires_mfa(desk.store)
    client.force_login(user_of(desk.dana))
    totp.TOTP.activate(desk.dana.user, totp.generate_totp_secret())

    answer = client.get(DESK)

    assert answer.status_code == 200


def test_the_code_of_the_app_is_asked_after_the_password(client: Client, desk: Counter) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(desk.dana.user, secret)

    first = client.post(LOGIN, {"login": desk.dana.email, "password": PASSWORD})
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    second = client.post("/accounts/2fa/authenticate/", {"code": code})

    assert first["Location"] == "/accounts/2fa/authenticate/"
    assert second["Location"] == "/"
    assert Authenticator.objects.filter(user=desk.dana.user).count() == 1


def test_a_wrong_code_or_password_says_what_to_do(client: Client, desk: Counter) -> None:
    totp.TOTP.activate(desk.dana.user, totp.generate_totp_secret())

    client.post(LOGIN, {"login": desk.dana.email, "password": PASSWORD})
    code = client.post("/accounts/2fa/authenticate/", {"code": "no code"})
    client.force_login(user_of(desk.dana))
    changed = {"oldpassword": "not this one", "password1": f"New {PASSWORD}", "password2": f"New {PASSWORD}"}
    password = client.post("/accounts/password/change/", changed)

    assert "This code is not right, or not any more. Type the newest one." in code.text
    assert "This is not your password. Type it again." in password.text


def test_the_pages_of_the_sign_in_wear_our_look(client: Client, desk: Counter) -> None:
    client.post(LOGIN, {"login": desk.dana.email, "password": PASSWORD})
    before_setting_up = client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    pages = [
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/password/change/",
    ]
    answers = [client.get(page) for page in pages]

    assert before_setting_up["Location"].startswith("/accounts/reauthenticate/")
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]
    assert all("loanerdesk.css" in answer.text and " style=" not in answer.text for answer in answers)


def user_of(staff: Staff) -> User:
    """Whose sign-in that is."""
    assert staff.user is not None
    return staff.user


def requires_mfa(store: Dealership) -> None:
    """The store asks for a second factor from now on."""
    with as_dealership(store):
        store.requires_mfa = True
        store.save(update_fields=["requires_mfa"])
