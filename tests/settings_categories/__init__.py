"""What is proven about vehicle categories: set up by admins, pointed at by vehicles, bookings and the Lexus App."""
