"""The project: settings, addresses, Celery, who reacts to what, and the services of a laptop."""
