"""Guests: profiles, licences, insurance, cards on file, Do Not Rent, and the messages they get."""
