"""Backups of a whole office: written step by step, checked, and restorable without this program."""
