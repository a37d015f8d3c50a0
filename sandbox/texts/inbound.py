"""What a guest texts back: kept, obeyed when it is STOP or START, and posted to the desk, signed."""

import re
import xml.etree.ElementTree as ET

from sandbox.configuration import Dealership
from sandbox.deliveries import Job, enqueue
from sandbox.exchanges import note
from sandbox.store import Row
from sandbox.texts.messages import API_VERSION, find_text, keep_text, segments
from sandbox.texts.signing import post_signed
from sandbox.world import World

STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
GOODBYE = "No more texts come from this number. START brings them back."
WELCOME_BACK = "Texts come from this number again. STOP ends them."
CHANNEL = "texts"
TRIES = 2


def reply(world: World, *, guest: str, number: str, body: str) -> str:
    """A guest texts a dealership's number; returns the SID of the text."""
    word = re.sub(r"[^A-Z]", "", body.upper())
    with world.store.transaction():
        sid = keep_text(world, direction="inbound", sender=guest, recipient=number, body=body, status="received")
        if word in STOP_WORDS:
            world.store.write("INSERT OR IGNORE INTO stopped (sender, recipient) VALUES (?, ?)", number, guest)
            answer(world, guest=guest, number=number, body=GOODBYE)
        elif word in START_WORDS:
            world.store.write("DELETE FROM stopped WHERE sender = ? AND recipient = ?", number, guest)
            answer(world, guest=guest, number=number, body=WELCOME_BACK)
        enqueue(world, channel=CHANNEL, name="texts.inbound", job={"inbound": sid})
    return sid


def answer(world: World, *, guest: str, number: str, body: str) -> None:
    keep_text(world, direction="outbound-reply", sender=number, recipient=guest, body=body, status="delivered")


def carry_inbound(world: World, job: Job, attempts: int) -> str | None:
    """Post the guest's text to the dealership whose number it is; None when that is done with."""
    text = find_text(world, job["inbound"])
    dealership = world.configuration.dealership_texting_from(text["recipient"]) if text else None
    if text is None or dealership is None or not dealership.inbound_url:
        return None
    outcome = _posted(world, text, dealership)
    return None if attempts + 1 >= TRIES else outcome


def _posted(world: World, text: Row, dealership: Dealership) -> str | None:
    posted = post_signed(world, dealership.inbound_url, _fields(world, text))
    note(
        world,
        channel="texts",
        direction="out",
        title="Inbound text",
        detail=f"Text gateway to the desk, from {text['sender']}",
        answer=f"{posted.status or 'No answer'}, {posted.milliseconds} ms",
        tone="done" if posted.accepted else "failed",
        body={"Body": text["body"]},
    )
    if not posted.accepted:
        return f"{posted.status} {posted.body[:200]}"
    for words in _messages_in(posted.body):
        answer(world, guest=text["sender"], number=text["recipient"], body=words)
    return None


def _fields(world: World, text: Row) -> dict[str, str]:
    return {
        "AccountSid": world.configuration.twilio_account_sid,
        "ApiVersion": API_VERSION,
        "Body": text["body"],
        "From": text["sender"],
        "MessageSid": text["sid"],
        "NumMedia": "0",
        "NumSegments": str(segments(text["body"])),
        "SmsMessageSid": text["sid"],
        "SmsSid": text["sid"],
        "SmsStatus": "received",
        "To": text["recipient"],
    }


def _messages_in(answered: str) -> list[str]:
    """The messages of a TwiML answer, if it is one."""
    try:
        root = ET.fromstring(answered)  # noqa: S314 (the desk of the same laptop answers here)
    except ET.ParseError:
        return []
    return ["".join(message.itertext()).strip() for message in root.iter("Message")]
