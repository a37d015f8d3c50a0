"""The whole loan, clicked through in Chromium, with the real worker, relay and sandbox behind it."""
