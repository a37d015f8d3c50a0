"""The outside world on a laptop, held against the vendors' own libraries."""
