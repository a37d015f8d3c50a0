"""Plain rules of programs: which agreement applies, how many reserve days are left."""
