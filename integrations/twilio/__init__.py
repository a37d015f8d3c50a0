"""Twilio, the text gateway."""
