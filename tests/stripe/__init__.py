"""Money through the card processor, against the sandbox."""
