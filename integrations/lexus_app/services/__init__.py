"""Writes of the Lexus App's set-up: the connection, its secrets and token, and what needs attention."""

from integrations.lexus_app.services.attention import dismiss_message, try_all_again, try_message_again
from integrations.lexus_app.services.categories import NoSuchCategory, choose_category, forget_category
from integrations.lexus_app.services.looking import look_at_message
from integrations.lexus_app.services.sending import UnableToSend, send_again
from integrations.lexus_app.services.setting_up import (
    EndpointRefused,
    NewSecrets,
    NotConnected,
    create_connection,
    replace_token,
    retire_secret,
    rotate_outbound_secret,
    rotate_secret,
    set_endpoint,
)

__all__ = [
    "EndpointRefused",
    "NewSecrets",
    "NoSuchCategory",
    "NotConnected",
    "UnableToSend",
    "choose_category",
    "create_connection",
    "dismiss_message",
    "forget_category",
    "look_at_message",
    "replace_token",
    "retire_secret",
    "rotate_outbound_secret",
    "rotate_secret",
    "send_again",
    "set_endpoint",
    "try_all_again",
    "try_message_again",
]
