"""Guest links: unguessable, ending, asking for four digits, locked by five wrong tries."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts import services
from contracts.domain.links import EndedLink, LinkPurpose, UnknownLink, WrongDigits
from contracts.models import GuestLink
from customers.domain.details import ContactDetails
from customers.models import Message
from customers.services import NoWayToReach
from dealerships.domain.actor import Actor, Kind
from dealerships.models import Dealership, EventSubject
from dealerships.tenancy import as_dealership
from tests.contracts.at_the_counter import Loan
from tests.races import race
from tests.situations import Counter, at, book_for_group
from tests.situations.guests import AVERYS_CARD, stranger, with_papers

SENT = at(9, 8, 45)
GUEST = Actor(kind=Kind.GUEST, name="Guest", origin="198.51.100.7")


def test_a_link_is_texted_and_only_its_hash_is_kept(loan: Loan):
    token = sent(loan)

    message = Message.objects.get(dealership=loan.desk.store)
    assert (message.channel, message.to) == ("sms", "+13125550142")
    assert f"/springfield/g/{token}/" in message.text
    assert "Service loaners" not in message.text
    assert len(token) == 32  # 192 bits
    row = GuestLink.objects.get(dealership=loan.desk.store)
    assert token not in {str(value) for value in vars(row).values()}


def test_the_last_four_digits_of_the_phone_open_it(loan: Loan):
    token = sent(loan)

    answer = answered(loan, token, "01 42")

    link = services.answered(dealership=loan.desk.store, token=token, answer=answer, at=SENT + timedelta(minutes=59))
    assert link is not None
    assert link.reservation.code == loan.code


def test_looking_at_a_link_changes_nothing(loan: Loan):
    token = sent(loan)

    for _ in range(9):
        services.open_link(dealership=loan.desk.store, token=token, at=SENT)

    row = GuestLink.objects.get(dealership=loan.desk.store)
    assert (row.wrong_answers, row.opened_at) == (0, None)


def test_without_a_phone_the_licence_is_asked_for(desk: Counter):
    code = book_for_group(desk, customer_id=without_phone(desk)).code
    loan = Loan(desk=desk, code=code)
    token = sent(loan)
    link = services.open_link(dealership=desk.store, token=token, at=SENT)

    assert services.question(dealership=desk.store, link=link).asks == "licence"
    assert answered(loan, token, "2193")


def test_without_phone_and_licence_the_code_is_asked_for(desk: Counter):
    guest = stranger(desk.store, ContactDetails(first_name="Robin", last_name="Moss", email="robin@example.com"))
    loan = Loan(desk=desk, code=book_for_group(desk, customer_id=guest.pk).code)

    token = sent(loan)

    assert answered(loan, token, loan.code[-4:].lower())


def test_five_wrong_tries_lock_it(loan: Loan):
    token = sent(loan)

    for left in (4, 3, 2, 1):
        with pytest.raises(WrongDigits) as wrong:
            answered(loan, token, "0000")
        assert wrong.value.tries_left == left
    with pytest.raises(EndedLink, match="locked"):
        answered(loan, token, "0000")

    with pytest.raises(EndedLink, match="locked"):
        answered(loan, token, "0142")
    assert story(loan)[-5:] == [*["link answered wrongly"] * 4, "link locked"]


def test_a_link_for_signing_ends_after_72_hours(loan: Loan):
    token = sent(loan)
    almost, over = SENT + timedelta(hours=71, minutes=59), SENT + timedelta(hours=72)

    assert services.open_link(dealership=loan.desk.store, token=token, at=almost).locked_at is None
    with pytest.raises(EndedLink, match="has ended"):
        services.open_link(dealership=loan.desk.store, token=token, at=over)


def test_a_link_to_documents_ends_after_30_days(loan: Loan):
    token = sent(loan, LinkPurpose.DOCUMENTS)
    over = SENT + timedelta(days=30)

    assert services.open_link(dealership=loan.desk.store, token=token, at=over - timedelta(minutes=1)).locked_at is None
    with pytest.raises(EndedLink):
        services.open_link(dealership=loan.desk.store, token=token, at=over)


def test_a_token_that_never_was_is_unknown(loan: Loan):
    sent(loan)

    with pytest.raises(UnknownLink):
        services.open_link(dealership=loan.desk.store, token="A" * 32, at=SENT)


def test_the_neighbours_address_does_not_know_the_link(loan: Loan, neighbour: Dealership):
    token = sent(loan)

    with as_dealership(neighbour), pytest.raises(UnknownLink):
        services.open_link(dealership=neighbour, token=token, at=SENT)


def test_an_answer_opens_its_own_link_only_and_not_for_ever(loan: Loan):
    token, other = sent(loan), sent(loan)
    answer = answered(loan, token, "0142")

    assert services.answered(dealership=loan.desk.store, token=other, answer=answer, at=SENT) is None
    assert services.answered(dealership=loan.desk.store, token=token, answer=f"{answer}x", at=SENT) is None
    assert services.answered(dealership=loan.desk.store, token=token, answer="", at=SENT) is None
    an_hour_later = SENT + timedelta(minutes=60)
    assert services.answered(dealership=loan.desk.store, token=token, answer=answer, at=an_hour_later) is None


def test_a_guest_with_neither_phone_nor_email_gets_a_code_at_the_counter(desk: Counter):
    guest = stranger(desk.store, ContactDetails(first_name="Robin", last_name="Moss"))
    loan = Loan(desk=desk, code=book_for_group(desk, customer_id=guest.pk).code)

    with pytest.raises(NoWayToReach, match="QR code at the counter"):
        sent(loan)
    address = services.show_guest_link(
        dealership=desk.store, code=loan.code, purpose=LinkPurpose.PROFILE, by=desk.advisor, at=SENT
    )

    assert services.open_link(dealership=desk.store, token=address.split("/")[-2], at=SENT).locked_at is None


def test_two_wrong_tries_at_once_count_as_two(committed_desk: Counter):
    with as_dealership(committed_desk.store):
        loan = Loan(desk=committed_desk, code=book_for_group(committed_desk).code)
        token = sent(loan)

    def wrong() -> None:
        with pytest.raises(WrongDigits):
            answered(loan, token, "0000")

    race(loan.desk.store, wrong, wrong)

    with as_dealership(loan.desk.store):
        assert GuestLink.objects.get().wrong_answers == 2


def sent(loan: Loan, purpose: LinkPurpose = LinkPurpose.PROFILE) -> str:
    """Send the link; the token as it stands in the message."""
    services.send_guest_link(dealership=loan.desk.store, code=loan.code, purpose=purpose, by=loan.desk.advisor, at=SENT)
    text = Message.objects.filter(dealership=loan.desk.store).latest("id").text
    return text.partition("/g/")[2].partition("/")[0]


def answered(loan: Loan, token: str, digits: str) -> str:
    return services.answer_challenge(dealership=loan.desk.store, token=token, digits=digits, by=GUEST, at=SENT)


def without_phone(desk: Counter) -> int:
    details = ContactDetails(first_name="Robin", last_name="Moss", email="robin@example.com")
    guest = stranger(desk.store, details)
    return with_papers(desk.store, guest, card=replace(AVERYS_CARD, payment_method="pm_robin")).pk


def story(loan: Loan) -> list[str]:
    rows = EventSubject.objects.filter(dealership=loan.desk.store, subject=loan.about).order_by("id")
    return [row.event.verb for row in rows.select_related("event")]
