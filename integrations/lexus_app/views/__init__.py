"""Pages of the Lexus App: its set-up and log for admins, what needs attention for all staff."""
