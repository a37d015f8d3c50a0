"""Plain rules of reservations: the lifecycle, codes, default times, availability."""
