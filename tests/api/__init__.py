"""The API: its door, its lists, and a loan done with it."""
