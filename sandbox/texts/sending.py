"""Taking a text: the checks of the gateway in the order it makes them, then queued."""

from collections.abc import Mapping

from sandbox.exchanges import note
from sandbox.store import Row
from sandbox.texts.delivery import send_on_its_way
from sandbox.texts.errors import Refused
from sandbox.texts.messages import find_text, keep_text
from sandbox.texts.numbers import is_e164
from sandbox.world import World

LONGEST_BODY = 1600


def take_text(world: World, form: Mapping[str, str]) -> Row:
    """Queue a text. Two equal calls are two texts: the gateway knows no idempotency.

    :raises Refused: no or odd numbers, no words or too many, or the guest has said STOP
    """
    sender, recipient, body = (form.get(name, "").strip() for name in ("From", "To", "Body"))
    _refuse_odd(world, sender, recipient, body)
    with world.store.transaction():
        if world.store.rows("SELECT 1 FROM stopped WHERE sender = ? AND recipient = ?", sender, recipient):
            raise Refused(21610, "Attempt to send to unsubscribed recipient")
        sid = keep_text(
            world,
            direction="outbound-api",
            sender=sender,
            recipient=recipient,
            body=body,
            status="queued",
            callback=form.get("StatusCallback", ""),
        )
        send_on_its_way(world, sid, recipient)
    _note(world, recipient, body)
    text = find_text(world, sid)
    assert text is not None  # noqa: S101 (kept in the lines above)
    return text


def _refuse_odd(world: World, sender: str, recipient: str, body: str) -> None:
    ours = {each.text_number for each in world.configuration.dealerships}
    if not recipient:
        raise Refused(21604, "A 'To' phone number is required.")
    if not sender:
        raise Refused(21603, "A 'From' phone number is required.")
    if not body:
        raise Refused(21602, "Message body is required.")
    if len(body) > LONGEST_BODY:
        raise Refused(21617, f"The concatenated message body exceeds the {LONGEST_BODY} character limit.")
    if not is_e164(recipient):
        raise Refused(21211, f"Invalid 'To' Phone Number: {recipient[:3]}XXXX")
    if ours and sender not in ours:
        raise Refused(21606, f"The 'From' phone number {sender} is not a valid message-capable number of this account.")


def _note(world: World, recipient: str, body: str) -> None:
    note(
        world,
        channel="texts",
        direction="in",
        title="POST /Messages.json",
        detail=f"Desk to the text gateway, for {recipient}",
        answer="201 queued",
        tone="delivered",
        body={"To": recipient, "Body": body},
    )
