"""Pages, judged by axe-core in a real browser."""
