"""Writes of programs: programs and what they cost, driver agreements, reserve days."""
