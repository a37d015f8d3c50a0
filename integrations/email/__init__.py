"""Emails to guests, over SMTP."""
