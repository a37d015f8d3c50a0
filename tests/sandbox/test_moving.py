"""The application is served on another port: what the sandbox remembers leads there."""

from pathlib import Path

from sandbox.moving import follow
from sandbox.store import Store

MOVED = {"http://localhost:8000": "http://localhost:8100", "http://127.0.0.1:8001": "http://127.0.0.1:8101"}


def test_texts_mails_and_card_pages_lead_to_the_new_address(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write(
        "INSERT INTO texts (sid, direction, sender, recipient, body, status, callback, created_at, updated_at)"
        " VALUES ('SM1', 'outbound-api', '+12175550100', '+13125550142', ?, 'delivered', ?, 0, 0)",
        "Complete your profile: http://localhost:8000/springfield/g/abc (not http://localhost:80001/)",
        "http://localhost:8000/webhooks/twilio/t_1/status/",
    )
    store.write(
        "INSERT INTO objects (account, id, kind, created, body) VALUES ('acct_1', 'cs_1', 'checkout.session', 0, ?)",
        '{"url": "http://127.0.0.1:8001/checkout/cs_1", "success_url": "http://localhost:8000/springfield/g/abc/card/"}',
    )

    for _ in range(2):
        follow(store, MOVED)

    [text], [page] = store.rows("SELECT body, callback FROM texts"), store.rows("SELECT body FROM objects")
    assert text["body"] == (
        "Complete your profile: http://localhost:8100/springfield/g/abc (not http://localhost:80001/)"
    )
    assert text["callback"] == "http://localhost:8100/webhooks/twilio/t_1/status/"
    assert page["body"] == (
        '{"url": "http://127.0.0.1:8101/checkout/cs_1", "success_url": "http://localhost:8100/springfield/g/abc/card/"}'
    )
    store.close()
