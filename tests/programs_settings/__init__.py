"""Programs as an admin sets them up: sections, rates by model, own settings, removal, the Lexus App's title."""
