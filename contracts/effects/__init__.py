"""What a worker does after a contract's use cases: seal documents, tell guests, watch over no shows and holds."""
