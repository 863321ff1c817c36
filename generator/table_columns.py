"""Column widths of a table in the text, from its measured words; the same for Word and PDF."""

from generator.fonts import Face, width
from generator.profile import Profile, points
from model.dispatch import Paragraph, Table

_LONGEST_CELL_SHARE = 0.5
"""A column asks for at most this share of the text width before its cells are broken."""

_TWIPS = 20
"""In a point."""

_HEADING_SHARE = 0.6
"""A heading broken into two lines needs at most about this share of its length."""


def column_widths(table: Table, profile: Profile) -> tuple[float, ...]:
    """Return widths in points that fill the text width: every word fits where it can, the rest by need."""
    total = profile.page.text_width_pt
    if table.shares:
        return tuple(_whole_twips(share * total) for share in table.shares)
    padding = 2 * cell_padding(len(table.heading), profile) + 1.0
    columns = tuple(zip(table.heading, *table.rows, strict=True))
    least = [
        padding + max(_longest_word(cell, profile.table.size_pt) for cell in column) for column in columns
    ]
    limit = total * _LONGEST_CELL_SHARE
    wanted = [padding + _wanted(column, profile.table.size_pt) for column in columns]
    wanted = [max(low, min(high, limit)) for low, high in zip(least, wanted, strict=True)]
    return tuple(_whole_twips(length) for length in _fitted(least, wanted, total))


def _fitted(least: list[float], wanted: list[float], total: float) -> list[float]:
    """Share the width out: between what columns need and want, or when too narrow, at the widest's cost."""
    if sum(least) >= total:
        longest = _longest_allowed(least, total)
        return [min(low, longest) for low in least]
    if sum(wanted) <= total:
        return [high * total / sum(wanted) for high in wanted]
    share = (total - sum(least)) / (sum(wanted) - sum(least))
    return [low + share * (high - low) for low, high in zip(least, wanted, strict=True)]


def _longest_allowed(least: list[float], total: float) -> float:
    """Return the width that the widest columns are cut to, so that all together fill the total."""
    left, count = total, len(least)
    for low in sorted(least):
        if low * count >= left:
            break
        left, count = left - low, count - 1
    return left / max(count, 1)


def _whole_twips(length: float) -> float:
    """Return a length as Word files state it, a little shorter: then both break cells alike."""
    return int(length * _TWIPS) / _TWIPS


def cell_padding(columns: int, profile: Profile) -> float:
    """Return the room left and right of a cell's text; less when a letter would no longer fit between."""
    spare = profile.page.text_width_pt / columns - _letter(profile.table.size_pt)
    return max(0.0, min(points(profile.table.padding_mm), spare / 2))


def _longest_word(cell: Paragraph, size: float) -> float:
    return max((_letter(size), *(width(word, Face.BOLD, size) for word in cell.text.split())))


def _letter(size: float) -> float:
    """Return the least room for text: a word that fits nowhere is broken between letters."""
    return width("W", Face.BOLD, size)


def _wanted(column: tuple[Paragraph, ...], size: float) -> float:
    """Return the width in which a heading takes two lines and every other cell one."""
    heading, *cells = (width(cell.text, Face.BOLD, size) for cell in column)
    return max(heading * _HEADING_SHARE, *cells, 0.0)
