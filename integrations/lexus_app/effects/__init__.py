"""What the worker does for the Lexus App."""
