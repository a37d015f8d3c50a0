"""What happens to a text after it was taken: its states one after the other, each told to the desk, signed."""

from sandbox.deliveries import Job, enqueue
from sandbox.store import Row
from sandbox.texts.inbound import CHANNEL, carry_inbound
from sandbox.texts.messages import API_VERSION, find_text, move_text
from sandbox.texts.numbers import failure_of
from sandbox.texts.signing import post_signed
from sandbox.world import World

SENT_AFTER_SECONDS = 0.1
DELIVERED_AFTER_SECONDS = 0.3
TRIES_PER_STATE = 2
FINAL = frozenset({"delivered", "undelivered", "failed"})


def send_on_its_way(world: World, sid: str, recipient: str) -> None:
    """Plan the states of a text: queued, sent, then delivered, or undelivered with the network's reason."""
    failure = failure_of(recipient)
    last = "delivered" if failure is None else "undelivered"
    _plan(world, sid, "sent", None, SENT_AFTER_SECONDS)
    _plan(world, sid, last, failure, DELIVERED_AFTER_SECONDS)


def _plan(world: World, sid: str, status: str, error_code: int | None, delay: float) -> None:
    job = {"text": sid, "status": status, "error_code": error_code}
    enqueue(world, channel=CHANNEL, name=f"texts.{status}", job=job, delay=delay)


def carry_text(world: World, job: Job, attempts: int) -> str | None:
    """Carry one job of the gateway: a guest's reply, or the next state of a text.

    A call-back that isn't taken is tried once more and then let go, as the vendor does.
    """
    if "inbound" in job:
        return carry_inbound(world, job, attempts)
    text = find_text(world, job["text"])
    if text is None:
        return None
    if text["status"] not in FINAL:
        move_text(world, text["sid"], status=job["status"], error_code=job["error_code"])
    refusal = _tell(world, job, text)
    return refusal if attempts + 1 < TRIES_PER_STATE else None


def _tell(world: World, job: Job, text: Row) -> str | None:
    if not text["callback"]:
        return None
    reply = post_signed(world, text["callback"], _fields(world, job, text))
    return None if reply.accepted else f"{reply.status} {reply.body[:200]}"


def _fields(world: World, job: Job, text: Row) -> dict[str, str]:
    fields = {
        "AccountSid": world.configuration.twilio_account_sid,
        "ApiVersion": API_VERSION,
        "From": text["sender"],
        "MessageSid": text["sid"],
        "MessageStatus": job["status"],
        "SmsSid": text["sid"],
        "SmsStatus": job["status"],
        "To": text["recipient"],
    }
    return fields | ({"ErrorCode": str(job["error_code"])} if job["error_code"] else {})
