"""What a guest sees: texts, emails and links on the phone, and a mail box that takes everything."""

import smtplib
from email.message import EmailMessage
from typing import Any

import requests

from sandbox.testing import RunningSandbox
from tests.sandbox.conftest import NUMBER
from tests.sandbox.desk import eventually
from tests.sandbox.test_lexus_app import press

ROBIN = "+13125550184"


def mail(sandbox: RunningSandbox, **changes: Any) -> None:
    message = EmailMessage()
    fields = {"From": "Lexus of Springfield <desk@springfield.example>", "To": "robin@example.com", "Subject": "Booked"}
    for name, value in (fields | changes).items():
        message[name] = value
    message.set_content("Your code is LS-4W7B.\n.\nhttps://desk.example/g/8mQz")
    message.add_alternative("<p>Your code is <b>LS-4W7B</b></p>", subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="receipt.pdf")
    with smtplib.SMTP("127.0.0.1", sandbox.smtp_port, local_hostname="localhost", timeout=30) as box:
        box.send_message(message)


def look(sandbox: RunningSandbox, path: str) -> requests.Response:
    return requests.get(f"{sandbox.address}{path}", timeout=30)


def test_an_email_is_kept_with_its_parts(sandbox: RunningSandbox) -> None:
    mail(sandbox)

    (kept,) = sandbox.client.emails()
    assert (kept["recipient"], kept["subject"]) == ("robin@example.com", "Booked")
    assert kept["text"].startswith("Your code is LS-4W7B.\n.\n")
    assert "<b>LS-4W7B</b>" in kept["html"]
    assert kept["attachments"] == ["receipt.pdf"]


def test_the_inbox_shows_it_with_its_link(sandbox: RunningSandbox) -> None:
    mail(sandbox)

    page = look(sandbox, "/inbox/robin@example.com").text

    assert "Booked" in page
    assert 'href="https://desk.example/g/8mQz" target="_blank" rel="noopener"' in page
    assert "robin@example.com" in look(sandbox, "/phone/").text


def test_the_phone_shows_texts_and_emails_in_the_order_they_came(texts: Any, sandbox: RunningSandbox) -> None:
    press(sandbox, "book", phone=ROBIN, email="robin@example.com", name="Robin Castell")
    texts.messages.create(to=ROBIN, from_=NUMBER, body="First: http://desk.example/g/8mQz.")
    mail(sandbox, Subject="Second")
    requests.post(f"{sandbox.address}/phone/{ROBIN}/reply", data={"body": "Third <script>"}, timeout=30)

    page = look(sandbox, f"/phone/{ROBIN}").text

    assert page.index("First") < page.index("Second") < page.index("Third")
    assert "Robin’s phone" in page
    assert 'href="http://desk.example/g/8mQz" target="_blank" rel="noopener"' in page
    assert "<script>" not in page.replace('<script type="module"', "")


def test_a_text_to_a_landline_says_that_it_never_came(texts: Any, sandbox: RunningSandbox) -> None:
    texts.messages.create(to="+13125553006", from_=NUMBER, body="Hello")

    eventually(lambda: "Not delivered" in look(sandbox, "/phone/+13125553006").text)


def test_a_phone_number_of_another_form_is_not_found(sandbox: RunningSandbox) -> None:
    assert look(sandbox, "/phone/robin").status_code == 404


def test_a_reply_goes_back_to_our_own_pages_only(texts: Any, sandbox: RunningSandbox) -> None:
    texts.messages.create(to=ROBIN, from_=NUMBER, body="Hello")

    answer = requests.post(
        f"{sandbox.address}/phone/{ROBIN}/reply",
        data={"body": "Hi", "back": "https://elsewhere.example/"},
        timeout=30,
        allow_redirects=False,
    )

    assert answer.headers["Location"] == f"/phone/{ROBIN}"


def test_every_page_says_that_it_is_a_simulation(sandbox: RunningSandbox, cards: Any, robin: Any) -> None:
    session = cards.v1.checkout.sessions.create(
        {"mode": "setup", "currency": "usd", "success_url": "http://desk.example/"}
    )

    for path in ("/lexus-app/", "/phone/", f"/phone/{ROBIN}", "/inbox/robin@example.com", f"/checkout/{session.id}"):
        assert "No guest, bank or partner is reached from here." in look(sandbox, path).text
