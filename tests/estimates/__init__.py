"""What a loan would cost, before it is booked."""
