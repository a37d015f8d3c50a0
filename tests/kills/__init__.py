"""Whoever dies, and whenever: nothing is lost, and nothing happens twice."""
