"""What a bare machine needs before anything can start. Standard library only: it runs before the packages are there."""
