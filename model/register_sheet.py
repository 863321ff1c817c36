"""One year of a legal register as it is printed and bound (Nghị định 30/2020, Phụ lục IV)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSheet:
    """Every word of the book; ``shares`` says how much of the width each column takes, together 1."""

    parent: str | None
    agency: str
    title: str
    cover: tuple[tuple[str, str], ...]
    """The lines of the cover: label and value."""
    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    closing: str
    """The line under the last row."""
    page: str
    """How a page is numbered, with the place {number}."""
