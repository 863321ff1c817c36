"""The tables of a document as rows of cells, whatever format they were read from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from archive.forms.ruled_tables import ruled_tables
from archive.read_document import Box, Cell, Line, ReadDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """The text of one cell, a line for each line there, and where it stands."""

    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row; ``cells`` are by column, counted from 0 as ``table`` and ``row`` are.

    ``width`` is how many columns the table has; a cell without words may be missing.
    """

    table: int
    row: int
    width: int
    cells: Mapping[int, GridCell]
    page: int | None = None

    def text(self, column: int) -> str:
        """Return the text of a column, empty where the row has no such cell."""
        cell = self.cells.get(column)
        return "" if cell is None else cell.text


def rows_of(document: ReadDocument) -> Iterator[GridRow]:
    """Yield the rows of all tables in reading order: those of the structure, else those drawn with rules."""
    celled = [(line.cell, line) for line in document.lines if line.cell is not None]
    return _structured(celled) if celled else _drawn(document)


def _structured(celled: list[tuple[Cell, Line]]) -> Iterator[GridRow]:
    # A table inside a cell interrupts the lines of the outer one.
    ordered = sorted(celled, key=lambda pair: pair[0])
    for table, of_table in groupby(ordered, key=lambda pair: pair[0].table):
        lines = list(of_table)
        width = max(cell.column for cell, _ in lines) + 1
        for row, of_row in groupby(lines, key=lambda pair: pair[0].row):
            yield GridRow(table=table, row=row, width=width, cells=_cells(of_row))


def _cells(lines: Iterator[tuple[Cell, Line]]) -> dict[int, GridCell]:
    columns = groupby(lines, key=lambda pair: pair[0].column)
    return {column: GridCell(text="\n".join(line.text for _, line in in_cell)) for column, in_cell in columns}


def _drawn(document: ReadDocument) -> Iterator[GridRow]:
    tables = ((page, table) for page in document.pages for table in ruled_tables(page))
    for number, (page, table) in enumerate(tables):
        for row, columns in enumerate(table.rows):
            cells = {column: GridCell(text=cell.text, box=cell.box) for column, cell in columns.items()}
            yield GridRow(table=number, row=row, width=table.width, cells=cells, page=page.number)
