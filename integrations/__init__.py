"""The outside: the only place that imports a vendor's library."""
