"""What stands in a message to the partner: its own reservation id and what happened, no card and no licence."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from contracts.queries import contract, handovers
from programs.queries import days_left, days_taken, reserve_account

if TYPE_CHECKING:
    from reservations.models import Reservation


def reservation(booked: "Reservation") -> dict[str, Any]:
    """The reservation as it stands."""
    return {
        **named(booked),
        "status": booked.status,
        "pickup_at": instant(booked, booked.pickup_at),
        "dropoff_at": instant(booked, booked.dropoff_at),
        "vehicle_category": booked.category.name if booked.category else "",
        "preferred_model": booked.preferred_model,
    }


def started(booked: "Reservation") -> dict[str, Any]:
    """The guest has driven off: when, and in what."""
    loan = contract(dealership=booked.dealership, code=booked.code)
    return {**named(booked), "pickup_at": instant(booked, loan.actual_pickup_at), "model": loan.vehicle.model}


def finished(booked: "Reservation") -> dict[str, Any]:
    """The loan as it was: times, model, distance, reserve days."""
    loan = contract(dealership=booked.dealership, code=booked.code)
    return {
        **named(booked),
        "pickup_at": instant(booked, loan.actual_pickup_at),
        "dropoff_at": instant(booked, loan.actual_dropoff_at),
        "model": loan.vehicle.model,
        "distance": {"driven": distance(booked), "unit": booked.dealership.distance_unit},
        **reserve_days(booked),
    }


def named(booked: "Reservation") -> dict[str, Any]:
    """Which reservation of which dealership."""
    return {
        "reservation_id": booked.external_id,
        "confirmation_code": booked.code,
        "dealer_code": booked.dealership.dealer_code,
    }


def distance(booked: "Reservation") -> int:
    """How far all vehicles of the loan went."""
    loan = contract(dealership=booked.dealership, code=booked.code)
    rows = handovers(dealership=booked.dealership, contract=loan)
    return sum(row.odometer_in - row.odometer_out for row in rows if row.odometer_in is not None)


def reserve_days(booked: "Reservation") -> dict[str, Any]:
    """Reserve days used by this loan and left after it; nothing where the guest has none."""
    account = reserve_account(
        dealership=booked.dealership,
        customer_code=booked.customer.code,
        on=booked.dealership.local(booked.pickup_at).date(),
        service_vin=booked.service_vin,
    )
    if account is None:
        return {}
    used = days_taken(dealership=booked.dealership, about=booked.reference)
    left = days_left(dealership=booked.dealership, account=account)
    return {"reserve_days_used": used, "reserve_days_left": left}


def instant(booked: "Reservation", at: datetime | None) -> str | None:
    """An instant on the dealership's clock, with its offset."""
    return booked.dealership.local(at).isoformat() if at else None
