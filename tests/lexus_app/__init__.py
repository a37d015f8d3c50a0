"""The Lexus App: signatures, card numbers, the endpoint, what messages do, what the app is told."""
