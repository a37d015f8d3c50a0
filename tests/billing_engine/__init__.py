"""The billing engine: the rules of docs/billing.md one by one, without a database."""
