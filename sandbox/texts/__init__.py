"""A text gateway that speaks Twilio's HTTP API, for what a dealership needs."""
