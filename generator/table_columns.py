"""Column widths of a table in the text, from its measured words; the same for Word and PDF."""

from generator.fonts import Face, width
from generator.profile import Profile, points
from model.dispatch import Paragraph, Table

_LONGEST_CELL_SHARE = 0.5
"""A column asks for at most this share of the text width before its cells are broken."""

_HEADING_SHARE = 0.6
"""A heading broken into two lines needs at most about this share of its length."""


def column_widths(table: Table, profile: Profile) -> tuple[float, ...]:
    """Return widths in points that fill the text width: every word fits where it can, the rest by need."""
    total = profile.page.text_width_pt
    if table.shares:
        return tuple(share * total for share in table.shares)
    padding = 2 * cell_padding(len(table.heading), profile) + 1.0
    columns = tuple(zip(table.heading, *table.rows, strict=True))
    least = [
        padding + max(_longest_word(cell, profile.table.size_pt) for cell in column) for column in columns
    ]
    limit = total * _LONGEST_CELL_SHARE
    wanted = [padding + _wanted(column, profile.table.size_pt) for column in columns]
    wanted = [max(low, min(high, limit)) for low, high in zip(least, wanted, strict=True)]
    if sum(least) >= total:
        return tuple(low * total / sum(least) for low in least)
    if sum(wanted) <= total:
        return tuple(high * total / sum(wanted) for high in wanted)
    share = (total - sum(least)) / (sum(wanted) - sum(least))
    return tuple(low + share * (high - low) for low, high in zip(least, wanted, strict=True))


def cell_padding(columns: int, profile: Profile) -> float:
    """Return the room left and right of a cell's text; less when a letter would no longer fit between."""
    widest = width("W", Face.BOLD, profile.table.size_pt)
    spare = profile.page.text_width_pt / columns - widest
    return max(0.0, min(points(profile.table.padding_mm), spare / 2))


def _longest_word(cell: Paragraph, size: float) -> float:
    return max((width(word, Face.BOLD, size) for word in cell.text.split()), default=0.0)


def _wanted(column: tuple[Paragraph, ...], size: float) -> float:
    """Return the width in which a heading takes two lines and every other cell one."""
    heading, *cells = (width(cell.text, Face.BOLD, size) for cell in column)
    return max(heading * _HEADING_SHARE, *cells, 0.0)
