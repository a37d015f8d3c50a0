"""The API as a whole: its addresses, how it refuses, its schema."""
