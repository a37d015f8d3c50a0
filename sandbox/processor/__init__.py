"""A card processor that speaks Stripe's HTTP API, API version 2026-10-28.endive, for what a dealership needs."""
