"""Who is let in, with which scope, and how the API says no."""

import pytest
from django.test import Client, RequestFactory

from config.api.problems import server_error
from dealerships.domain.scopes import Scope
from dealerships.services.tokens import UselessToken, create_token, revoke_token
from tests.api.caller import Caller, caller, token
from tests.situations import Counter, at
from tests.situations.staff import manager, porter


@pytest.mark.parametrize("secret", ["", "ldk_nobody", "\xff\xfe"])
def test_without_a_genuine_token_nobody_is_let_in(desk: Counter, secret: str):
    answer = Caller(secret=secret).get("vehicles")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:loanerdesk:problem:unauthorized",
        "title": "Unauthorized",
        "status": 401,
        "detail": "Send a token of this dealership: Authorization: Bearer …",
    }


def test_a_session_is_no_token(desk: Counter, client: Client):
    assert desk.dana.user is not None
    client.force_login(desk.dana.user)

    assert client.get("/api/v1/vehicles").status_code == 401


def test_a_revoked_token_opens_nothing_any_more(desk: Counter):
    made = token(desk.store)
    system = Caller(secret=made.secret)
    assert system.get("vehicles").status_code == 200

    revoke_token(dealership=desk.store, token_id=made.token.pk, by=manager(), at=at(9))

    assert system.get("vehicles").status_code == 401


def test_only_an_admin_makes_tokens_and_each_can_do_something(desk: Counter):
    with pytest.raises(Exception, match="Admin"):
        create_token(dealership=desk.store, name="Scheduler", scopes=[Scope.READ], by=porter(), at=at(1))
    with pytest.raises(UselessToken):
        create_token(dealership=desk.store, name="Scheduler", scopes=[], by=manager(), at=at(1))


def test_a_token_is_kept_only_as_a_hash_and_notes_its_use(desk: Counter):
    made = token(desk.store)

    Caller(secret=made.secret).get("vehicles")

    made.token.refresh_from_db()
    assert made.secret not in str(vars(made.token))
    assert made.token.last_four == made.secret[-4:]
    assert made.token.last_used_at is not None


@pytest.mark.parametrize(
    ("scope", "path", "needed"),
    [
        (Scope.BOOK, "vehicles", "read"),
        (Scope.READ, "customers", "book"),
        (Scope.READ, "reservations", "book"),
        (Scope.BOOK, "vehicles/2T2BAMCA8PC012345/status", "counter"),
        (Scope.BOOK, "contracts/LS-2222/start", "counter"),
        (Scope.COUNTER, "contracts/LS-2222/void", "accounting"),
    ],
)
def test_a_scope_that_is_missing_is_named(desk: Counter, scope: Scope, path: str, needed: str):
    system = caller(desk.store, scope)

    answer = system.get(path) if needed == "read" else system.post(path)

    assert answer.status_code == 403
    assert answer.json()["detail"] == f"This token lacks the scope “{needed}”. Make one that has it."


@pytest.mark.parametrize("path", ["", "nonsense", "contracts", "contracts/LS-2222/", "contracts/%00", "vehicles/1/2/3"])
def test_an_address_that_leads_nowhere_says_so_as_a_problem(scheduler: Caller, path: str):
    for answer in (scheduler.get(path), scheduler.post(path)):
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:loanerdesk:problem:not-found")


def test_what_can_only_be_looked_at_refuses_a_post(scheduler: Caller, desk: Counter):
    answer = scheduler.post(f"customers/{desk.avery.code}")

    assert (answer.status_code, answer.json()["title"]) == (405, "Method Not Allowed")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("{", "[]"),
        ("[]", "[]"),
        ('{"first_name": "Avery"}', "last_name"),
        ('{"first_name": "Avery", "last_name": "Quinn", "surname": "Quinn"}', "surname"),
        ('{"first_name": "Avery", "last_name": "Quinn", "phone": "12"}', "phone"),
        ('{"first_name": "Avery\\u0000", "last_name": "Quinn"}', "first_name"),
        ('{"first_name": "\\ud800", "last_name": "Quinn"}', "first_name"),
    ],
)
def test_a_wrong_body_names_the_field_and_does_nothing(scheduler: Caller, body: str, field: str):
    answer = scheduler.post("customers", body)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_fault_of_ours_is_a_problem_too(rf: RequestFactory):
    answer = server_error(rf.get("/api/v1/vehicles"))

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
