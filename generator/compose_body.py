"""The body as blocks: paragraphs with their first-line indent, and tables row by row."""

from collections.abc import Iterator
from dataclasses import replace

from generator.flow import Block, Column, Grid
from generator.profile import Profile, points
from generator.table_columns import column_widths
from generator.typesetting import Line, Setting, set_paragraph
from model.dispatch import Alignment, Paragraph, Run, Table

_LARGEST_REPEATED_HEADING = 0.3
"""A heading higher than this share of the page is not repeated."""


def compose_body(body: tuple[Paragraph | Table, ...], profile: Profile) -> tuple[Block, ...]:
    """Return the blocks of the body; at least two lines of it stand with the signature (3.3)."""
    blocks = [block for part in body for block in _part(part, profile)]
    for position in kept_with_signature(tuple(_line_count(block) for block in blocks)):
        blocks[position] = replace(blocks[position], keep_next=True)
    return tuple(blocks)


def kept_with_signature(line_counts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the positions of the last parts that together give two lines."""
    kept: list[int] = []
    lines = 0
    for position in reversed(range(len(line_counts))):
        if lines >= 2:  # noqa: PLR2004 - the two lines of the rule
            break
        kept.append(position)
        lines += line_counts[position]
    return tuple(kept)


def _line_count(block: Block) -> int:
    return max(sum(bool(line.segments) for line in column.lines) for column in block.columns)


def _part(part: Paragraph | Table, profile: Profile) -> Iterator[Block]:
    if isinstance(part, Table):
        yield from compose_table(part, profile)
    else:
        yield Block(columns=(Column(lines=paragraph_lines(part, profile)),), before=profile.body.before_pt)


def paragraph_lines(paragraph: Paragraph, profile: Profile) -> tuple[Line, ...]:
    """Break a paragraph of the body into its lines."""
    setting = Setting(
        size=profile.body.size_pt,
        width=profile.page.text_width_pt,
        first_indent=points(profile.body.first_line_indent_mm),
    )
    return set_paragraph(paragraph.runs, setting)


def compose_table(table: Table, profile: Profile) -> Iterator[Block]:
    """Yield the rows of a table, with the room around it."""
    widths = column_widths(table, profile)
    bold = tuple(Paragraph(tuple(replace(run, bold=True) for run in cell.runs)) for cell in table.heading)
    centred = (Alignment.CENTRE,) * len(bold)
    heading = _row(bold, widths, centred, profile)
    limit = profile.page.text_height_pt * _LARGEST_REPEATED_HEADING
    repeated = (heading,) if heading.height <= limit else ()
    around = Block(columns=(Column(lines=(Line(height=profile.table.around_pt),)),))
    yield replace(around, keep_next=True)
    yield replace(heading, keep_next=True)
    for row in table.rows:
        yield replace(_row(row, widths, table.alignments, profile), heading=repeated)
    yield around


def _row(
    cells: tuple[Paragraph, ...],
    widths: tuple[float, ...],
    alignments: tuple[Alignment, ...],
    profile: Profile,
) -> Block:
    padding = points(profile.table.padding_mm)
    edges = tuple(sum(widths[:count]) for count in range(len(widths) + 1))
    columns = tuple(
        Column(lines=_cell(cell, room - 2 * padding, alignment, profile), x=edge + padding)
        for cell, room, edge, alignment in zip(cells, widths, edges, alignments, strict=False)
    )
    grid = Grid(verticals=edges, padding=profile.table.row_gap_pt, thickness=profile.table.border_pt)
    return Block(columns=columns, grid=grid, is_row=True)


def _cell(cell: Paragraph, room: float, alignment: Alignment, profile: Profile) -> tuple[Line, ...]:
    setting = Setting(size=profile.table.size_pt, width=room, alignment=alignment)
    return set_paragraph(cell.runs or (Run(""),), setting)
