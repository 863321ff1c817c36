"""Who acts: every change of the office names its actor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or program that changes something in the office."""

    name: str
    role: str = "van-thu"


SYSTEM = Actor(name="vanthu", role="system")
"""The program itself, when nobody asked for the change (watcher, recovery)."""
