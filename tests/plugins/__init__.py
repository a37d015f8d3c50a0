"""pytest plugins that must be imported before the settings are."""
