"""Rules of reading vehicles from a file: its columns, its cells, and what becomes of each row."""
