"""The one list of checks, the same on a laptop and in CI."""
