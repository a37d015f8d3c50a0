"""The one record of a loan: its number, status, times; bookings and availability."""
