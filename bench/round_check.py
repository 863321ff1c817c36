"""Compare forms, board and table of answers with what was planted, to the last cell."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.planted import PlantedAnswer, PlantedCell
from model.board import BoardRow, ReplyBoard, ReplyState
from model.collection import CollectedCell, Collection
from model.record import Addressee

Planted = Mapping[str, PlantedAnswer]
"""The planted answers by the id of the addressee that gives them."""


def wrong_forms(folder: Path, asked: int) -> Iterator[str]:
    """Yield what is not there of the forms: a Word file and a PDF for each addressee."""
    for suffix in (".docx", ".pdf"):
        found = sum(path.suffix == suffix and path.stat().st_size > 0 for path in folder.iterdir())
        if found != asked:
            yield f"{found} forms end in {suffix}, {asked} are asked"


def wrong_rows(board: ReplyBoard, asked: tuple[Addressee, ...], planted: Planted) -> Iterator[str]:
    """Yield what the board says otherwise than planted: who was asked, who answered, what is missing."""
    if tuple(row.addressee for row in board.rows) != asked:
        yield "the board does not list the addressees in their order"
    if board.answered != len(planted):
        yield f"the board counts {board.answered} answers, planted are {len(planted)}"
    for stray in board.strays:
        yield f"{stray.record} strays"
    for row in board.rows:
        if _standing(row) != _expected_standing(row.addressee, planted):
            yield f"{row.addressee.name}: {_standing(row)}"


def wrong_cells(collection: Collection, planted: Planted) -> Iterator[str]:
    """Yield the cells of the table that say otherwise than planted, or not where it stands."""
    for row in collection.rows:
        answer = planted.get(row.standing.addressee.organ_id)
        for cell in row.cells:
            if not _is_right(cell, answer):
                yield f"{row.standing.addressee.name}, {cell.item}: {cell.text!r}"
        if tuple(cell.item for cell in row.cells) != tuple(item.code for item in collection.form.fields):
            yield f"{row.standing.addressee.name}: the cells are not the items of the form"


def _standing(row: BoardRow) -> tuple[ReplyState, int, tuple[str, ...]]:
    return row.state, len(row.replies), row.missing_items


def _expected_standing(addressee: Addressee, planted: Planted) -> tuple[ReplyState, int, tuple[str, ...]]:
    has_answered = addressee.organ_id in planted
    return (ReplyState.ANSWERED if has_answered else ReplyState.AWAITED), int(has_answered), ()


def _is_right(cell: CollectedCell, answer: PlantedAnswer | None) -> bool:
    expected = answer.cells[cell.item] if answer else PlantedCell()
    if answer is None or not expected.text:
        return cell.is_empty and not cell.superseded
    if len(cell.current) != 1 or cell.superseded or cell.data:
        return False
    [given] = cell.current
    said = (given.answer.text, given.answer.value, given.answer.rows, given.answer.problem)
    has_place = given.answer.place is not None and given.file_name == answer.file_name
    return said == (expected.text, expected.value, expected.rows, None) and has_place
