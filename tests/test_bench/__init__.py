"""The test bench: settings tried out before they are saved."""
