"""Loanerdesk's tests: rules without a database, use cases on the real one, pages in a real browser."""
