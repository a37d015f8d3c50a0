"""Loanerdesk on a laptop: one process that starts everything, watches it, and takes it all down with it."""
