"""The *Thank you* email with which the Lexus App ends a loan."""

from typing import Any

from sandbox.configuration import Dealership
from sandbox.lexus_app.bookings import find
from sandbox.mail import keep_email
from sandbox.world import World

SENDER = "Lexus <thank-you@lexus.example>"


def thank(world: World, dealership: Dealership, document: dict[str, Any]) -> bool:
    """Write to the guest when the event is a finished contract of one of our bookings; tells whether it was."""
    data = document.get("data", {})
    booking = find(world, str(data.get("reservation_id", "")))
    if document.get("type") != "contract.finished" or booking is None or "email" not in booking.data["guest"]:
        return False
    guest = booking.data["guest"]
    keep_email(
        world,
        sender=SENDER,
        recipient=guest["email"],
        subject=f"Thank you, {guest['full_name'].split(' ')[0]}",
        text=_letter(dealership, booking.reservation_id, data),
    )
    return True


def _letter(dealership: Dealership, reservation_id: str, data: dict[str, Any]) -> str:
    model = data.get("model") or "your loan car"
    lines = [f"Thank you for driving {model} from {dealership.name}."]
    if data.get("reserve_days_used") is not None:
        lines.append(f"Reserve days used: {data['reserve_days_used']}.")
    if data.get("reserve_days_left") is not None:
        lines.append(f"Reserve days left: {data['reserve_days_left']}.")
    return "\n".join([*lines, f"Reservation {reservation_id}."])
