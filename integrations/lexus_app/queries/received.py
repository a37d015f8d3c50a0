"""What was received, to be looked at: personal data is masked until somebody asks for it."""

import json
from typing import Any

from integrations.lexus_app.json_text import read_json
from integrations.lexus_app.models import InboundMessage

HIDDEN = "••••"
OPEN = frozenset(
    {
        "type",
        "timestamp",
        "data.reservation_id",
        "data.version",
        "data.dealer_code",
        "data.pickup_at",
        "data.dropoff_at",
        "data.vehicle_category",
        "data.preferred_model",
        "data.reserve.days_left",
        "data.license.state",
        "data.license.country",
        "data.payment_method.processor",
        "data.payment_method.account",
    }
)
"""All that names or describes nobody. What the contract does not name may be anything, and is hidden."""


def shown(message: InboundMessage, *, everything: bool) -> str:
    """The message as indented JSON, with or without what is personal in it; what no page can hold stays escaped."""
    value = read_json(message.body.encode())
    written = json.dumps(value if everything else masked(value), indent=2, ensure_ascii=False)
    return written.encode(errors="backslashreplace").decode()


def masked(value: Any, path: str = "") -> Any:
    """The same shape, with every value that may be personal hidden; names that nobody knows are hidden too."""
    if isinstance(value, dict):
        return {
            name if known(f"{path}.{name}".lstrip(".")) else HIDDEN: masked(inner, f"{path}.{name}".lstrip("."))
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return HIDDEN
    return value if path in OPEN or value is None else HIDDEN


def known(path: str) -> bool:
    """Whether the contract names a field of this path, or an object on the way to one."""
    return path in NAMES or any(each.startswith(f"{path}.") for each in NAMES)


NAMES = OPEN | {
    "data.guest.full_name",
    "data.guest.email",
    "data.guest.phone",
    "data.guest.guest_id",
    "data.guest_id",
    "data.email",
    "data.reserve.vin",
    "data.reserve.purchased_on",
    "data.license.number",
    "data.license.date_of_birth",
    "data.license.expires_on",
    "data.insurance.carrier",
    "data.insurance.policy_number",
    "data.insurance.expires_on",
    "data.payment_method.token",
    "data.reason",
    "data.notes",
}
