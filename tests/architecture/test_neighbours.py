"""The neighbour's admin gets 404: on every route of every dealership, with every record's true name in the address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from contracts.domain.links import new_token, token_hash
from contracts.models import GuestLink
from contracts.services import assign_vehicle
from customers.domain.details import CardDetails, ContactDetails
from customers.domain.sources import Source
from customers.domain.suggestions import Part
from customers.models import Customer
from customers.services import add_card, suggest
from dealerships.models import Dealership, Effect, Event, Staff
from dealerships.services.effects import schedule
from dealerships.tenancy import as_dealership
from fleet.services import Moved, note_issue, read_file, take_out
from integrations.lexus_app.models import CategoryMapping, Connection, InboundMessage, InboundSecret, OutboundMessage
from integrations.lexus_app.services import create_connection
from reservations.models import Reservation
from tests.situations import staff, stores
from tests.situations.clock import at
from tests.situations.counters import Counter, counter
from tests.situations.guests import stranger
from tests.situations.loans import book_for_group

NOT_FOUND = 404
WRONG_METHOD = 405
SIGN_IN = 302


@dataclass(frozen=True)
class Route:
    """A page under a dealership's address."""

    path: str
    names: tuple[str, ...]
    open_to_guests: bool


def routes() -> list[Route]:
    """Every route that begins with a dealership."""
    return [route for route in walked(get_resolver()) if "dealership_slug" in route.names]


def walked(resolver: URLResolver, path: str = "", names: tuple[str, ...] = ()) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here, known = path + str(entry.pattern), (*names, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from walked(entry, here, known)
        elif isinstance(entry, URLPattern):
            yield Route(here, known, not getattr(entry.callback, "login_required", True))


def filled(route: Route, slug: str, names: dict[str, Any]) -> str:
    """The address of a route, with a record's name in every place."""
    path = route.path
    for name in route.names:
        value = slug if name == "dealership_slug" else names[record(path, name)]
        start = path.index("<")
        path = path[:start] + str(value) + path[path.index(">") + 1 :]
    return f"/{path}"


def record(path: str, name: str) -> str:
    """Which record a place in an address names."""
    if name == "code":
        return "customer" if "/customers/" in f"/{path}" else "contract"
    return name


@pytest.fixture
def springfield(db) -> Dealership:
    return stores.springfield()


@pytest.fixture
def riverton(db) -> Dealership:
    return stores.riverton()


@pytest.fixture
def names(springfield: Dealership) -> dict[str, Any]:
    """Every sort of record that an address can name, as it is called at Springfield."""
    with as_dealership(springfield):
        desk = counter(springfield)
        loan = book_for_group(desk)
        car = desk.rx_350
        assign_vehicle(dealership=springfield, code=loan.code, vin=car.vin, by=staff.manager(), at=at(9))
        card = CardDetails(
            account="acct_1Springfield",
            processor_customer="cus_1",
            payment_method="pm_1",
            brand="visa",
            last_four="4242",
            expires_month=8,
            expires_year=2028,
        )
        kept = add_card(
            dealership=springfield, customer=loan.customer, card=card, source=Source.STAFF, by=staff.manager(), at=at(9)
        )
        issue = note_issue(dealership=springfield, vin=car.vin, description="Scratch", by=staff.manager(), at=at(9))
        token = link_to(springfield, loan)
        effect = schedule(dealership=springfield, kind="nothing", key="1", payload={}, due_at=at(9), at=at(9))
        Effect.objects.filter(pk=effect.pk).update(state="needs_attention")
        return {
            "contract": loan.code,
            "customer": loan.customer.code,
            "other": stranger(springfield, ContactDetails(first_name="Avery", last_name="Quinn")).code,
            "suggestion": told_by_the_app(springfield, loan.customer),
            "vin": car.vin,
            "card": kept.pk,
            "issue": issue.pk,
            "effect": effect.pk,
            "token": token,
            "setup": "0" * 32,
            "what": "age",
            "kind": "agreement",
            "group": desk.group.code,
            "category": car.category_id,
            "program": desk.program.code,
            "agreement": desk.agreement.code,
            "number": 1,
            "panel": "fees",
            "change": 1,
            "secret": secret_of(springfield),
            **messages_of_the_app(springfield, car),
            "upload": file_of(springfield),
            "regrouping": taken_out(springfield, desk).undo,
        }


def told_by_the_app(dealership: Dealership, guest: Customer) -> int:
    """The number of what the Lexus App says of a guest."""
    said: dict[str, Any] = {"who": "Lexus App", "part": Part.PHONE, "value": "+13125550117", "at": at(9)}
    return suggest(dealership=dealership, customer=guest, **said).pk


def link_to(dealership: Dealership, loan: Reservation) -> str:
    """The token of a genuine link to the loan."""
    token = new_token()
    GuestLink.objects.create(
        dealership=dealership,
        reservation=loan,
        token_hash=token_hash(token),
        purpose="profile",
        created_at=at(9),
        expires_at=timezone.now() + timedelta(days=1),
    )
    return token


def secret_of(dealership: Dealership) -> int:
    """The number of the one secret with which the Lexus App signs."""
    create_connection(dealership=dealership, by=staff.manager(), at=at(9))
    return InboundSecret.objects.get(dealership=dealership).pk


def file_of(dealership: Dealership) -> str:
    """The code of a file of vehicles."""
    doing: dict[str, Any] = {"by": staff.manager(), "at": at(9)}
    return read_file(dealership=dealership, name="a.csv", content=b"VIN\n1\n", **doing).code


def taken_out(dealership: Dealership, desk: Counter) -> Moved:
    """A vehicle that left its program, which can be undone."""
    doing: dict[str, Any] = {"by": staff.manager(), "at": at(9)}
    return take_out(dealership=dealership, vins=[desk.es_350.vin], of_programs=[desk.program.pk], **doing)


def messages_of_the_app(dealership: Dealership, car: Any) -> dict[str, int]:
    """A message in each direction, and what one of the app's categories means."""
    mine = {"dealership": dealership, "connection": Connection.objects.get(dealership=dealership), "type": "x"}
    received = InboundMessage.objects.create(**mine, webhook_id="1", body="{}", told_at=at(9), received_at=at(9))
    sent = OutboundMessage.objects.create(**mine, webhook_id="1", body="{}", created_at=at(9))
    mapping = CategoryMapping.objects.create(
        dealership=dealership, name="Coupe", name_key="coupe", category=car.category
    )
    return {"received": received.pk, "sent": sent.pk, "mapping": mapping.pk}


def signed_in(client: Client, dealership: Dealership) -> Client:
    """The general manager of a store, who may do everything there."""
    with as_dealership(dealership):
        manager = staff.staff_member(
            dealership, name="Noor Haddad", email="noor@riverton.example", role="General manager"
        )
    assert manager.user is not None
    client.force_login(manager.user)
    return client


def events(dealership: Dealership) -> int:
    with as_dealership(dealership):
        return Event.objects.count()


def test_there_are_routes_and_every_place_in_them_is_known(names):
    places = {record(route.path, name) for route in routes() for name in route.names}

    assert len(routes()) > 40
    assert places - {"dealership_slug"} <= set(names)


def test_only_a_guests_link_opens_without_signing_in():
    open_to_guests = {route.path for route in routes() if route.open_to_guests}

    assert open_to_guests == {route.path for route in routes() if "token" in route.names}


def test_the_neighbours_admin_finds_none_of_our_records_under_their_own_address(client, names, springfield, riverton):
    theirs, before = signed_in(client, riverton), events(springfield)

    for route in routes():
        if len(route.names) == 1:
            continue
        address = filled(route, "riverton", names)
        answers = {theirs.get(address).status_code, theirs.post(address).status_code}
        assert answers <= {NOT_FOUND, WRONG_METHOD}, address
        assert NOT_FOUND in answers, address

    assert events(springfield) == before


def test_the_neighbours_admin_finds_nothing_under_our_address(client, names, springfield, riverton):
    theirs, before = signed_in(client, riverton), events(springfield)

    for route in routes():
        if route.open_to_guests:
            continue
        address = filled(route, "springfield", names)
        assert (theirs.get(address).status_code, theirs.post(address).status_code) == (NOT_FOUND, NOT_FOUND), address

    assert events(springfield) == before


def test_whoever_has_not_signed_in_is_asked_to(client, names):
    for route in routes():
        if not route.open_to_guests:
            address = filled(route, "springfield", names)
            assert client.get(address).status_code == SIGN_IN, address


def test_a_member_who_was_deactivated_is_a_stranger(client, names, springfield):
    manager = signed_in(client, springfield)
    with as_dealership(springfield):
        Staff.objects.filter(email="noor@riverton.example").update(status="deactivated")

    assert manager.get("/springfield/contracts/").status_code == NOT_FOUND
