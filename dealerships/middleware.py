"""Enter the dealership that an address names, for the whole request."""
