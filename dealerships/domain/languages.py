"""The languages that guests are written to, and that driver agreements are worded in."""

LANGUAGES = {"en-us": "English", "es-us": "Spanish", "fr-ca": "French"}
"""By the code under which profiles, stores and texts keep them."""
