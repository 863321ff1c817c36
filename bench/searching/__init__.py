"""Measures search: what is indexed, with which engines, and what it costs."""
