"""Driver agreements: written, published, named, archived, and the one that a contract carries."""
