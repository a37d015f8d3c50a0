"""Positions of vehicles."""
