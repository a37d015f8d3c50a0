"""What the worker does for the Lexus App."""

from integrations.lexus_app.effects.inbound import place_message, work_message

__all__ = ["place_message", "work_message"]
