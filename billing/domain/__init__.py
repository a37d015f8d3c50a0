"""The rules of billing (docs/billing.md) as plain Python: terms and usage in, an invoice out."""
