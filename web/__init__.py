"""Pages for the clerk; no rules of the trade."""
