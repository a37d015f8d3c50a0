"""Signing in, as staff do it."""
