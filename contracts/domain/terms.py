"""What the guest agrees to: the settings that apply, made into terms, frozen with what was shown, and its digest."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from contracts.domain.wording import listed

CONSENT = (
    "You read, sign and receive the agreement electronically, on this device. You can ask for paper at any time, at no "
    "cost, and take this consent back at the counter; ask there, too, to change how we reach you. You need a browser "
    "and something that opens a PDF. I agree to sign and receive documents electronically."
)
"""The words consented to before an electronic signature; paper is offered beside them (E-SIGN, 15 USC 7001(c))."""
CONSENT_ON_PAPER = "Signed by hand on paper."


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What freezes with the signature; a later change of any of it voids the signature (product.md, Start)."""

    vehicle: str
    model: str
    odometer_out: int
    fuel_out: Decimal
    drivers: tuple[str, ...]
    pickup_at: datetime
    dropoff_at: datetime
    group: str
    program: str
    rate_override: Decimal | None
    charges: tuple[tuple[str, str, Decimal, str], ...]
    covered_days: int

    def form(self) -> dict[str, object]:
        """The facts in JSON's own values, equal for equal facts."""
        return {
            "vehicle": self.vehicle,
            "model": self.model,
            "odometer_out": self.odometer_out,
            "fuel_out": f"{self.fuel_out:.3f}",
            "drivers": list(self.drivers),
            "pickup_at": self.pickup_at.timestamp(),
            "dropoff_at": self.dropoff_at.timestamp(),
            "group": self.group,
            "program": self.program,
            "rate_override": None if self.rate_override is None else f"{self.rate_override:.4f}",
            "charges": [[code, of, f"{amount:.4f}", words] for code, of, amount, words in self.charges],
            "covered_days": self.covered_days,
        }


NAMES = {
    "vehicle": "the vehicle",
    "model": "the vehicle's model",
    "odometer_out": "the odometer out",
    "fuel_out": "the fuel out",
    "drivers": "the drivers",
    "pickup_at": "the pickup",
    "dropoff_at": "the drop-off",
    "group": "the rates",
    "program": "the rates",
    "rate_override": "the rates",
    "charges": "charges or credits",
    "covered_days": "the reserve days",
}


def changed_since(frozen: Mapping[str, object], facts: Facts) -> tuple[str, ...]:
    """What is no longer as it was frozen, in words, each once; what was not kept then can't have changed."""
    now = facts.form()
    return tuple(dict.fromkeys(name for key, name in NAMES.items() if frozen.get(key, now[key]) != now[key]))


def voided_because(changed: tuple[str, ...]) -> str:
    """Why a signature counts no longer."""
    words = listed(changed)
    return f"{words[0].upper()}{words[1:]} changed after the terms were frozen; they have to be signed again."


def digest(*parts: object) -> str:
    """The SHA-256 of what was agreed; equal parts have equal digests."""
    canonical = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
