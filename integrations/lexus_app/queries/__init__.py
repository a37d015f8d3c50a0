"""Reads of the Lexus App: how the set-up stands, what needs attention, the log, what was received."""

from integrations.lexus_app.queries.attention import KINDS as ATTENTION_KINDS
from integrations.lexus_app.queries.attention import (
    Attention,
    attention,
    described,
    given_up,
    kinds_in,
    needing_attention,
    troubled,
)
from integrations.lexus_app.queries.connecting import connected, mappings, signing_secrets, steps
from integrations.lexus_app.queries.log import Wanted, deliveries_of, failing_among, log, newest, sent_line
from integrations.lexus_app.queries.received import shown

__all__ = [
    "ATTENTION_KINDS",
    "Attention",
    "Wanted",
    "attention",
    "connected",
    "deliveries_of",
    "described",
    "failing_among",
    "given_up",
    "kinds_in",
    "log",
    "mappings",
    "needing_attention",
    "newest",
    "sent_line",
    "shown",
    "signing_secrets",
    "steps",
    "troubled",
]
