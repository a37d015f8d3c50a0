"""Plain rules of vehicles: statuses and their moves, VINs."""
