"""Billing: invoices, terms, settlement, and who waits for whom."""
