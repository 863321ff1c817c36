"""The text of a document in Word: its paragraphs, headings and tables, each in a style of its template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from generator import word_styles as style
from generator.compose_body import basis_runs, body_sections, compose_parts, heading_runs, kept_with_signature
from generator.compose_table import compose_table
from generator.flow import Block
from generator.profile import Profile
from generator.table_columns import cell_padding, column_widths
from generator.word_sections import Sections
from generator.word_text import cell, paragraph, row, run, runs, table
from generator.word_xml import JUSTIFICATION, twips
from model.dispatch import (
    Alignment,
    Banner,
    BannerRole,
    Basis,
    Heading,
    HeadingLevel,
    Paragraph,
    Part,
    Table,
    UprightPart,
)

BODY_TABLE: Final = "bang"
"""The alternative text of every table of the text."""
_BANNERS: Final = {BannerRole.AUTHORITY: style.AUTHORITY, BannerRole.OPERATIVE: style.OPERATIVE}
_SURELY_SHORT: Final = 100
"""Letters that a cell can hold without being higher than a page, or a heading than its share of one."""
_FEW_COLUMNS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WordText:
    """A text as XML, and the section that its last pages are in, which is closed after what follows it."""

    xml: str
    section: str
    profile: Profile
    """That of the last pages."""


def body_of(
    parts: tuple[Part, ...],
    profile: Profile,
    sections: Sections,
    *,
    restarted: bool = False,
    signed: bool = False,
) -> WordText:
    """Return a text; the pages are counted anew, or two of its lines stay with the signature, if so asked."""
    *others, last = body_sections(parts)
    written: list[str] = []
    for place, section in enumerate(others):
        page = profile.turned if section.landscape else profile
        written += _written(section.parts, page)
        closed = sections.xml(page, opening=not place, restarted=restarted and not place)
        written.append(paragraph(style.END, properties=closed))
    page = profile.turned if last.landscape else profile
    written += _written(last.parts, page, kept=_kept(last.parts, page) if signed else 0)
    closing = sections.xml(page, opening=not others, restarted=restarted and not others)
    return WordText(xml="".join(written), section=closing, profile=page)


def _kept(parts: Sequence[UprightPart], profile: Profile) -> int:
    """Return how many of the last blocks stay with the signature; only the last parts are measured."""
    for count in range(1, len(parts) + 1):
        lines = tuple(map(_line_count, compose_parts(parts[-count:], profile)))
        kept = kept_with_signature(lines)
        if len(kept) < len(lines) or sum(lines) > 1 or count == len(parts):
            return len(kept)
    return 0


def _line_count(block: Block) -> int:
    return max(sum(bool(line.segments) for line in column.lines) for column in block.columns)


def _written(parts: Sequence[UprightPart], profile: Profile, *, kept: int = 0) -> Iterator[str]:
    remaining = sum(map(_block_count, parts))
    for part in parts:
        remaining -= _block_count(part)
        yield _part(part, profile, kept=max(0, kept - remaining))


def _block_count(part: UprightPart) -> int:
    """Return how many paragraphs, or rows with the room around them, a part is."""
    if isinstance(part, Table):
        return len(part.rows) + 3
    return 2 if isinstance(part, Heading) and part.level.stands_alone and part.title else 1


def _part(part: UprightPart, profile: Profile, *, kept: int) -> str:
    """Return a part whose last ``kept`` blocks stay with what follows."""
    font = profile.font
    match part:
        case Paragraph():
            return paragraph(style.BODY, runs(part.runs, font), keep=kept > 0)
        case Table():
            return write_table(part, profile, kept=kept)
        case Basis():
            return paragraph(style.BASIS, runs(basis_runs(part, profile), font), keep=kept > 0)
        case Banner():
            return paragraph(_BANNERS[part.role], run(part.text, font, bold=True))
        case Heading():
            return "".join(_heading(part, font))


def _heading(heading: Heading, font: str) -> Iterator[str]:
    if not heading.level.stands_alone:
        chosen = style.CLAUSE if heading.level is HeadingLevel.CLAUSE else style.ARTICLE
        yield paragraph(chosen, runs(heading_runs(heading), font))
        return
    yield paragraph(style.HEADING_NUMBER, run(heading.number, font, bold=True))
    if heading.title:
        yield paragraph(style.HEADING_TITLE, run(heading.title, font, bold=True))


def write_table(
    content: Table,
    profile: Profile,
    cells: Sequence[Sequence[str]] | None = None,
    *,
    kept: int = 0,
) -> str:
    """Return a table of the text with the room around it; its last ``kept`` rows stay with what follows.

    ``cells`` is what its cells hold instead of their words; such rows grow when they are filled in, and may
    part.
    """
    widths = tuple(map(twips, column_widths(content, profile)))
    whole, repeated = _fit(content, profile)
    inner = cells or [[runs(text.runs, profile.font) for text in texts] for texts in content.rows]
    first_kept = len(inner) + 1 - kept
    rows = (
        row(
            "".join(_cells(texts, widths, content.alignments, keep=place >= first_kept)),
            whole=whole[place] and cells is None,
        )
        for place, texts in enumerate(inner)
    )
    made = table(
        BODY_TABLE,
        widths,
        row(_heading_cells(content, widths, profile), heading=repeated) + "".join(rows),
        padding=twips(cell_padding(len(widths), profile)),
        border=profile.table.border_pt,
    )
    around = paragraph(style.AROUND_TABLE, keep=True)
    return f"{around}{made}{around if kept else paragraph(style.AROUND_TABLE)}"


def _heading_cells(content: Table, widths: Sequence[int], profile: Profile) -> str:
    return "".join(
        cell(width, paragraph(style.TABLE_HEADING, runs(text.runs, profile.font, bold=True)))
        for width, text in zip(widths, content.heading, strict=True)
    )


def _cells(
    texts: Sequence[str], widths: Sequence[int], alignments: Sequence[Alignment], *, keep: bool
) -> Iterator[str]:
    for text, width, alignment in zip(texts, widths, alignments, strict=True):
        yield cell(width, paragraph(style.TABLE_CELL, text, keep=keep, properties=_justified(alignment)))


@cache
def _justified(alignment: Alignment) -> str:
    return f'<w:jc w:val="{JUSTIFICATION[alignment]}"/>'


def _fit(content: Table, profile: Profile) -> tuple[tuple[bool, ...], bool]:
    """Say of each row whether a page can hold it, and whether the heading may be repeated on each page.

    Programs do not agree on what it means when a row that must stay whole is higher than the page.
    """
    longest = max(len(text.text) for texts in (content.heading, *content.rows) for text in texts)
    if longest <= _SURELY_SHORT and len(content.heading) <= _FEW_COLUMNS:
        return (True,) * len(content.rows), True
    _, _, *rows, _ = compose_table(content, profile)
    limit = profile.page.text_height_pt
    return tuple(block.height <= limit for block in rows), all(block.heading for block in rows)
