"""Plain rules about guests: names, completeness, ages."""
