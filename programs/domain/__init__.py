"""Plain rules of programs: which agreement and settings apply, merge fields, reserve days."""
