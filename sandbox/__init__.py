"""The outside world on a laptop: a card processor, a text gateway, a mail box, the Lexus App and a guest's phone."""
