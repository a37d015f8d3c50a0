"""Who reacts to what: each fact, and the effects that follow it, by dotted path."""

SUBSCRIBERS: dict[str, tuple[str, ...]] = {
    "ReservationBooked": (
        "contracts.effects.no_shows.expect_guest",
        "contracts.effects.asking.booked_by_app",
        "integrations.lexus_app.outbound.tell_booked",
    ),
    "ReservationChanged": (
        "contracts.effects.no_shows.expect_guest",
        "contracts.effects.watching.booking_changed",
        "integrations.lexus_app.outbound.tell_changed",
    ),
    "ReservationReinstated": (
        "contracts.effects.no_shows.expect_guest",
        "integrations.lexus_app.outbound.tell_reinstated",
    ),
    "HoldAuthorised": ("contracts.effects.watching.hold_moved",),
    "ContractStarted": ("contracts.effects.seal_agreement", "integrations.lexus_app.outbound.tell_started"),
    "ContractFinished": ("contracts.effects.settling.settle_bill", "integrations.lexus_app.outbound.tell_finished"),
    "VehicleRegrouped": ("contracts.effects.watching.vehicle_regrouped",),
    "BillSettled": ("contracts.effects.seal_receipt",),
    "ReservationCancelled": ("integrations.lexus_app.outbound.tell_cancelled",),
    "SuggestionTaken": ("integrations.lexus_app.effects.follow.suggestion_taken",),
    "GuestErased": ("integrations.lexus_app.effects.follow.guest_erased",),
    "ReservationMarkedNoShow": ("integrations.lexus_app.outbound.tell_no_show",),
}
