"""The table of answers in words: what each cell shows, and where it comes from."""

from collections.abc import Iterator

from model.collection import CollectedCell, CollectedRow, Collection, DataFile, GivenAnswer
from model.reply_form import FormField
from web import collection_texts as words
from web.plain_text import fields, printable
from web.texts import REPLY_STATES, board_head, day, reason_sentence


def item_heading(item: FormField) -> str:
    """Return the heading of an item's column: its code and what is asked."""
    return words.ITEM.format(item.code, item.label)


def standing(row: CollectedRow) -> dict[str, str]:
    """Return where an addressee stands, by the name of the column."""
    board = row.standing
    return {
        "addressee": board.addressee.name,
        "state": REPLY_STATES[board.state],
        "arrived_on": ", ".join(day(reply.arrived_on) for reply in board.replies),
        "documents": ", ".join(str(reply.code or reply.record) for reply in board.replies),
        "days_late": str(board.days_late) if board.days_late else "",
        "missing_items": ", ".join(board.missing_items),
    }


def shown(cell: CollectedCell) -> str:
    """Return what a cell says: the answer as typed, and how many data files came."""
    files = words.FILES.format(len(cell.data)) if cell.data else ""
    return words.AND_FILES.format(cell.text, files) if cell.text and files else cell.text or files


def value(cell: CollectedCell) -> str | None:
    """Return the one value of a cell in the form that all answers have, None when it is not that plain."""
    return cell.current[0].answer.value if len(cell.current) == 1 else None


def notes(cell: CollectedCell) -> Iterator[str]:
    """Yield where the answer stands, what is wrong with it, which answers it replaced, and its data files."""
    for given in cell.current:
        yield place(given)
        if given.answer.problem is not None:
            yield reason_sentence(given.answer.problem)
    for given in cell.superseded:
        yield words.SUPERSEDED_ANSWER.format(given.answer.text, place(given))
    yield from (data_file(file) for file in cell.data)


def place(given: GivenAnswer) -> str:
    """Return the document, the file and the place in it where an answer was read."""
    parts = [words.PLACE["file"].format(given.code or given.record, given.file_name)]
    at = given.answer.place
    if at is not None:
        if at.page is not None:
            parts.append(words.PLACE["page"].format(at.page))
        parts.append(words.PLACE["cell"].format(at.table, at.row, at.column))
    return ", ".join(parts)


def data_file(file: DataFile) -> str:
    """Return a data file with its module and school year, as far as they are known."""
    known = ", ".join(filter(None, (file.module, file.school_year))) or words.UNKNOWN
    return words.DATA_FILE.format(file.name, known)


def lines(collection: Collection) -> Iterator[str]:
    """Yield the table for a terminal: who answered, and below each what it said to each item."""
    yield board_head(collection.board)
    for row in collection.rows:
        if not row.standing.replies:
            continue
        yield ""
        stands = standing(row)
        yield printable(
            ", ".join(filter(None, (stands["addressee"], stands["documents"], stands["arrived_on"])))
        )
        answers = {
            item_heading(item): "; ".join(filter(None, (shown(cell), *notes(cell))))
            for item, cell in zip(collection.form.fields, row.cells, strict=True)
        }
        yield from fields(answers, width=None)
