"""The Lexus App as a dealership meets it: books, changes and cancels by signed webhooks, and hears what became of it."""
