"""Who reacts to what: each fact, and the effects that follow it, by dotted path."""

SUBSCRIBERS: dict[str, tuple[str, ...]] = {
    "ReservationBooked": ("contracts.effects.no_shows.expect_guest",),
    "ReservationChanged": (
        "contracts.effects.no_shows.expect_guest",
        "contracts.effects.watching.booking_changed",
    ),
    "ReservationReinstated": ("contracts.effects.no_shows.expect_guest",),
    "HoldAuthorised": ("contracts.effects.watching.hold_moved",),
    "ContractStarted": ("contracts.effects.seal_agreement",),
    "ContractFinished": ("contracts.effects.seal_receipt",),
}
