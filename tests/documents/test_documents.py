"""The agreement and the receipt: what stands in them, the same bytes for the same paper, sealed and kept whole."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from contracts.domain.handback import Handback
from contracts.effects import seal_agreement, seal_receipt
from contracts.effects.keeping import keep
from contracts.effects.printing import pdf, printed
from contracts.models import Document, GuestLink
from contracts.queries import document_bytes, documents
from contracts.queries.documents import Tampered
from contracts.queries.papers import agreement_paper
from customers.models import Message
from dealerships.domain.effects import NeedsAttention, TryAgain
from tests.contracts.at_the_counter import DROPOFF, ON_TIME, PICKUP, Loan
from tests.scenarios.counter_work import FULL
from tests.situations import at


def test_the_agreement_holds_all_that_was_agreed_and_how(loan: Loan):
    loan.started()

    pages = pages_of(printed(agreement_paper(dealership=loan.desk.store, code=loan.code)))

    agreement, certificate = pages
    for words in (
        loan.code,
        "Lexus of Springfield",
        "Dealer 63201",
        "Avery Quinn",
        "ending in 2193",
        "2023 Lexus RX 350",
        "2T2BAMCA8PC012345",
        "LX 350",
        "Mon, Mar 9, 2026, 9:00 AM",
        "12,004 mi, full",
        "Thu, Mar 12, 2026, 9:00 AM",
        "$145.80 on Visa •• 4242",
        "I pay every toll and fine of my loan.",
        "Accepted by Avery Quinn, Mon, Mar 9, 2026, 8:40 AM",
        "Drawn, Mon, Mar 9, 2026, 8:40 AM",
    ):
        assert words in agreement, words
    assert loan.frozen is not None
    for words in (
        loan.frozen.digest,
        "Loaner agreement, version 1",
        "08:40:00 UTC-0500",
        "198.51.100.7",
        "I agree to sign and receive",
        "Hold authorised",
    ):
        assert words in certificate, words
    assert "Service loaners" not in agreement + certificate


def test_the_same_paper_prints_the_same_bytes(loan: Loan):
    loan.started()
    paper = agreement_paper(dealership=loan.desk.store, code=loan.code)

    assert printed(paper) == printed(paper)


def test_the_receipt_holds_every_line_with_its_working_and_every_payment(loan: Loan):
    loan.started()
    far = Handback(at=DROPOFF, odometer=12_334, fuel=FULL)  # 30 mi × $0.25 = $7.50 more

    loan.work.finish(far, DROPOFF)
    loan.work.settle(DROPOFF)
    (receipt,) = pages_of(printed(receipt_after(loan)))

    for words in (
        "3 contract days",
        "$135.00",
        "330 mi driven − 3 days × 100 mi = 30 mi × $0.25.",
        "$7.50",
        "Sales tax 8%",
        "On the taxable lines, $135.00",
        "$10.80",
        "$153.30",
        "Taken from the hold of $145.80",
        "Visa •• 4242, on its way",
        "12,334 mi, full",
        "Left to pay",
    ):
        assert words in receipt, words


def test_a_line_that_was_waived_stands_at_zero(loan: Loan):
    recovery = loan.desk.group.cost_recovery
    recovery.fuel_allowance = recovery.daily_rate  # $45.00
    recovery.save()
    loan.started()

    loan.work.finish(Handback(at=DROPOFF, odometer=12_204, fuel=FULL * 7 / 8), DROPOFF)
    (receipt,) = pages_of(printed(receipt_after(loan)))

    assert "$0.00" in receipt
    assert "allowance" in receipt


def test_a_sealed_agreement_is_kept_with_its_hash_and_told_to_the_guest(loan: Loan):
    loan.started()

    seal(loan)

    document = documents(dealership=loan.desk.store, code=loan.code).get()
    content = document_bytes(document)
    assert hashlib.sha256(content).hexdigest() == document.sha256
    assert document.path == f"agreements/{document.sha256[:2]}/{document.sha256}.pdf"
    assert document.size == len(content)
    message = Message.objects.get(dealership=loan.desk.store)
    assert message.cause == "agreement"
    assert GuestLink.objects.get(dealership=loan.desk.store).purpose == "documents"


def test_sealing_twice_seals_once_and_tells_once(loan: Loan):
    loan.started()

    seal(loan)
    seal(loan)

    assert Document.objects.filter(dealership=loan.desk.store).count() == 1
    assert Message.objects.filter(dealership=loan.desk.store).count() == 1


def test_a_file_that_was_changed_is_noticed(loan: Loan, folder: Path):
    loan.started()
    seal(loan)
    document = documents(dealership=loan.desk.store, code=loan.code).get()

    path = folder / document.path
    path.write_bytes(path.read_bytes().replace(b"%%EOF", b"%%EOX"))

    with pytest.raises(Tampered):
        document_bytes(document)


def test_the_receipt_waits_for_the_bank_but_not_for_ever(loan: Loan):
    loan.started()
    loan.work.finish(ON_TIME, DROPOFF)
    loan.work.settle(DROPOFF)
    payload = {"code": loan.code}

    with pytest.raises(TryAgain, match="bank has not answered"):
        seal_receipt.prepare(dealership=loan.desk.store, payload=payload, at=DROPOFF)

    assert seal_receipt.prepare(dealership=loan.desk.store, payload=payload, at=at(12, 9, 3)).left == "$145.80"


@pytest.mark.parametrize(
    "html",
    [
        "<img src='http://169.254.169.254/latest/meta-data/'>",
        "<img src='file:///etc/passwd'>",
        "<link rel='stylesheet' href='https://example.com/x.css'>",
        "<img src='data:image/png;base64,iVBORw0KGgo='>",
    ],
)
def test_a_document_fetches_nothing_from_anywhere(html: str):
    with pytest.raises(NeedsAttention, match="must not ask for"):
        pdf(f"<!doctype html><title>x</title>{html}")


def test_a_document_is_kept_whole_or_not_at_all(folder: Path):
    first, second = keep(b"%PDF-1", folder="agreements"), keep(b"%PDF-1", folder="agreements")

    assert first == second
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [f"{first.sha256}.pdf"]


def seal(loan: Loan) -> None:
    """As the worker does it."""
    payload = {"code": loan.code, "at": PICKUP.isoformat()}
    paper = seal_agreement.prepare(dealership=loan.desk.store, payload=payload, at=PICKUP)
    outcome = seal_agreement.call(paper)
    seal_agreement.record(dealership=loan.desk.store, payload=payload, outcome=outcome, at=PICKUP)


def receipt_after(loan: Loan):
    """The receipt's paper, the bank having had its time."""
    return seal_receipt.prepare(dealership=loan.desk.store, payload={"code": loan.code}, at=at(12, 9, 3))


def pages_of(content: bytes) -> list[str]:
    reader = PdfReader(BytesIO(content))
    return [" ".join(page.extract_text().split()) for page in reader.pages]
