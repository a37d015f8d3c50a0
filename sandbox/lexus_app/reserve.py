"""Reserve days as the app counts them: what a dealership said was left after the newest finished loan for a car."""

from sandbox.world import World

LEFT = """
    SELECT json_extract(event.body, '$.data.reserve_days_left') AS days, booking.reservation_id AS reservation_id
    FROM partner_events event
    JOIN bookings booking ON booking.reservation_id = json_extract(event.body, '$.data.reservation_id')
    WHERE event.genuine = 1 AND event.type = 'contract.finished' AND json_extract(booking.data, '$.reserve.vin') = ?
    ORDER BY event.seq DESC LIMIT 1
"""


def counted(world: World, vin: str, *, reservation_id: str = "") -> dict[str, str]:
    """The form's field, where a loan for this car has finished; of a reservation only where it was that loan."""
    for row in world.store.rows(LEFT, vin):
        if row["days"] is not None and reservation_id in ("", row["reservation_id"]):
            return {"days_left": str(row["days"])}
    return {}
