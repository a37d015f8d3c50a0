"""Reads of the desk: what the pages show side by side."""
