"""Profiles that become one, and part again."""
