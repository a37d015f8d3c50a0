"""Plain rules of contracts: what is missing, what came back, what is agreed, links, facts."""
