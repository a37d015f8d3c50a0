"""Loans told in calendar time, without a browser."""
