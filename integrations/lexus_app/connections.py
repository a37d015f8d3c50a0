"""The ways in of the Lexus App: the public id in an address, and the token of the availability endpoint."""

CONNECTION = "lexus_app"
TOKEN = "lexus_token"  # noqa: S105 - the kind of a doorway
