"""The page of a contract, and what staff do to it."""
