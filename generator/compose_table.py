"""A table as rows of blocks, its heading repeated on each page."""

from collections.abc import Iterator
from dataclasses import replace

from generator.flow import Block, Column, Grid
from generator.profile import Profile
from generator.table_columns import cell_padding, column_widths
from generator.typesetting import Line, Setting, set_paragraph
from model.dispatch import Alignment, Paragraph, Run, Table

_LARGEST_REPEATED_HEADING = 0.3
"""A heading higher than this share of the page is not repeated."""


def compose_table(table: Table, profile: Profile) -> Iterator[Block]:
    """Yield the rows of a table, with the room around it."""
    widths = column_widths(table, profile)
    bold = tuple(Paragraph(tuple(replace(run, bold=True) for run in cell.runs)) for cell in table.heading)
    heading = _row(bold, widths, (Alignment.CENTRE,) * len(bold), profile)
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
    padding = cell_padding(len(widths), profile)
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
