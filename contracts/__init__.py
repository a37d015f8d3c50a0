"""What a reservation becomes on the road: vehicles handed over, terms, signatures, documents."""
