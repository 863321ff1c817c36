"""The checker: what a document looks like, and what the decree says of it."""
