"""The Lexus App."""
