"""What is typed about programs and additional settings, as values of the domain."""
