"""Writes of programs: reserve days, driver agreements."""
