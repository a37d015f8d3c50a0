"""The demo: two fictional stores of one dealer group, with everything a morning at the counter needs."""
