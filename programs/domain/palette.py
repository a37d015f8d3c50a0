"""The merge fields as a writer looks for them: grouped by what they speak of."""

from programs.domain.merge import FIELDS

PALETTE: dict[str, tuple[str, ...]] = {
    "Vehicle and readings": (
        *(name for name in FIELDS if name.startswith("vehicle.")),
        *(name for name in FIELDS if name.startswith("out.")),
    ),
    "Period, rates and hold": (
        "pickup.scheduled",
        "dropoff.scheduled",
        "rates.daily",
        "rates.table",
        "reserve.covered_days",
        "reserve.model",
        "estimate.amount",
        "hold.amount",
        "hold.working",
        "card.label",
        "repair_order",
    ),
    "Customer, licence, insurance": tuple(
        name for name in FIELDS if name.startswith(("customer.", "licence.", "insurance."))
    ),
    "Dealership": (*(name for name in FIELDS if name.startswith("dealership.")), "dealer_code"),
    "Additional drivers, terms, signature": ("additional_drivers", "positions.notice", "terms", "signature"),
}
