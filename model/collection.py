"""The answers to a dispatch put together: a row for each addressee, a cell for each item of the form."""

from dataclasses import dataclass

from model.answer import FieldAnswer
from model.board import BoardRow, ReplyBoard
from model.document_code import DocumentCode
from model.record_id import RecordId
from model.reply_form import ReplyForm


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """An answer with the document that gives it; ``file_name`` is the true name of the file it stands in."""

    record: RecordId
    code: DocumentCode | None
    file_name: str
    answer: FieldAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A data file that came with an answer, by what it holds as far as its name or the form tells."""

    record: RecordId
    name: str
    size: int
    sha256: str
    module: str | None = None
    school_year: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedCell:
    """What one addressee says to one item.

    ``current`` has several answers when one document answers the item several times; ``superseded`` are those
    of earlier documents that a later one changed.
    """

    item: str
    current: tuple[GivenAnswer, ...] = ()
    superseded: tuple[GivenAnswer, ...] = ()
    data: tuple[DataFile, ...] = ()

    @property
    def text(self) -> str:
        """The answer as typed."""
        return " / ".join(given.answer.text for given in self.current)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said and no file came."""
        return not self.current and not self.data


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedRow:
    """One addressee: where it stands on the board, and its answers in the order of the form's items."""

    standing: BoardRow
    cells: tuple[CollectedCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The table of one dispatch on one day."""

    board: ReplyBoard
    form: ReplyForm
    rows: tuple[CollectedRow, ...]

    @property
    def data(self) -> tuple[tuple[BoardRow, DataFile], ...]:
        """Every data file with the addressee that sent it, each once."""
        found = {
            (file.record, file.name): (row.standing, file)
            for row in self.rows
            for cell in row.cells
            for file in cell.data
        }
        return tuple(found.values())
