"""Who reacts to what: each fact, and the effects that follow it, by dotted path."""

SUBSCRIBERS: dict[str, tuple[str, ...]] = {}
