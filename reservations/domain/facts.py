"""What happened to reservations, for whoever asked to be told (config/facts.py)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReservationBooked:
    """A reservation was made."""

    code: str
    channel: str


@dataclass(frozen=True, kw_only=True)
class ReservationChanged:
    """What was booked has changed; ``changed`` names the parts, such as *period* or *category*."""

    code: str
    changed: tuple[str, ...]
    by_kind: str


@dataclass(frozen=True, kw_only=True)
class ReservationCancelled:
    """A reservation or a pending contract was cancelled."""

    code: str
    reason: str
    by_kind: str


@dataclass(frozen=True, kw_only=True)
class ReservationMarkedNoShow:
    """Nobody came for it."""

    code: str
    by_kind: str


@dataclass(frozen=True, kw_only=True)
class ReservationReinstated:
    """A no show is booked again."""

    code: str
