"""The staff's pages that put several apps side by side: no models, no rules."""
