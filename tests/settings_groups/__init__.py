"""What is proven about vehicle groups, their settings and the history of both."""
