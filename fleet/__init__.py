"""Vehicles, vehicle groups, which vehicle is where, and who has it when."""
