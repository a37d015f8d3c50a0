"""Plain values of dealerships: who acts, what they may do, what an effect answers."""
