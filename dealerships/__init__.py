"""Dealer groups, dealerships, staff and permissions; tenancy, effects, history."""
