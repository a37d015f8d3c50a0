"""Writes of dealerships: history, effects."""
