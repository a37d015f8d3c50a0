"""Plain rules of contracts: what is missing before start, what a handback may say, the facts."""
