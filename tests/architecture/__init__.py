"""Sweeps over the whole tree: what a reader may rely on everywhere."""
