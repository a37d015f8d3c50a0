"""Every past bill priced again."""
