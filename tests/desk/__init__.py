"""Pages of the counter, as a browser sees them."""
