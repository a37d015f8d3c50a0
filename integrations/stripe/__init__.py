"""Stripe, the card processor."""
