"""Programs, model rates, driver agreements and their versions, reserve days."""
