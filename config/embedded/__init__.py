"""PostgreSQL and Valkey from wheels, so that a laptop needs neither Docker nor root."""
