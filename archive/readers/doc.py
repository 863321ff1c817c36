"""Read DOC, the file of Word 6 to 2003: paragraphs, tables, frames, text boxes and running heads."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from archive.read_document import Cell, Line, Page, ReadDocument
from archive.readers.doc_drawings import words_of_drawings
from archive.readers.doc_old import OldText, in_unicode, read_old_text
from archive.readers.doc_text import DocText, Paragraph, Run, read_text
from archive.readers.embedded import Opened, object_in
from archive.readers.errors import BrokenFileError, EncryptedFileError
from archive.readers.ole_file import OleFile, open_ole
from archive.readers.pasted import pasted_in, with_stamps
from archive.readers.pictures import SMALLEST, SMALLEST_STAMP, pictures_in
from archive.readers.text_layer import is_bare
from model.vietnamese import nfc

_MEDIA_TYPE: Final = "application/msword"
_STREAM: Final = "WordDocument"
_FIRST_OF_97: Final = 0xC1
"""Files of Word 6 and 95 have lower numbers."""
_ENCRYPTED: Final = 0x0100
_SECOND_TABLE: Final = 0x0200
_OBJECTS: Final = "ObjectPool"
_DRAWN: Final = "Data"
_CELL_END: Final = "\x07"
_FIELD_BEGINS, _FIELD_SHOWS, _FIELD_ENDS = "\x13", "\x14", "\x15"
_SIGNS: Final = str.maketrans(
    {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " "}
    | dict.fromkeys((chr(code) for code in (1, 2, 3, 4, 5, 6, 8, 0x1F)), "")
)


def open_doc(data: bytes, name: str) -> Opened:
    """Read a DOC, and return it with the documents embedded in it.

    Raises:
        BrokenFileError: when the file or its tables are damaged.
        EncryptedFileError: when it opens only with a password.
        OversizedFileError: when it holds more than any document.
        UnsupportedFormatError: when Word 95 wrote it with letters of two bytes.
    """
    with open_ole(data, name, "doc") as ole:
        return _open(ole, name)


def _open(ole: OleFile, name: str) -> Opened:
    stream = ole.read(_STREAM)
    try:
        _, version, *_, flags = struct.unpack_from("<6H", stream)
        if flags & _ENCRYPTED:
            raise EncryptedFileError(name, "doc")
        if version < _FIRST_OF_97:
            lines, margins = _old_lines(read_old_text(stream, name))
        else:
            table = ole.read("1Table" if flags & _SECOND_TABLE else "0Table")
            text = read_text(stream, table, name)
            drawn_words = (Line(text=nfc(words)) for words in words_of_drawings(stream, table))
            lines = tuple(_main_lines(text))
            margins = (*_part_lines(text, "margins", "margin_boxes"), *drawn_words)
    except struct.error as error:
        raise BrokenFileError(name, "doc", "tables") from error
    has_no_text = is_bare(line.text for line in lines)
    drawn = ole.read(_DRAWN) if ole.has(_DRAWN) else b""
    smallest = SMALLEST if has_no_text else SMALLEST_STAMP
    shown = (picture for data in (drawn, stream) for picture in pictures_in(data, smallest))
    pictures = tuple(shown) if has_no_text else ()
    document = ReadDocument(
        format="doc",
        media_type=_MEDIA_TYPE,
        pages=(Page(lines=lines),),
        margins=tuple(line for line in margins if line.text.strip()),
        metadata={"macros": "present"} if ole.has_macros else {},
        unread="doc-image" if has_no_text and len(drawn) >= SMALLEST and not pictures else None,
    )
    if not has_no_text:
        document = with_stamps(document, pasted_in(shown))
    inner = [ole.below(*place) for place in ole.storages_in(_OBJECTS)]
    found = (object_in(one) for one in inner if not one.has(_STREAM))
    return Opened(
        document,
        embedded=tuple(one for one in found if one is not None),
        children=tuple(_open(one, name) for one in inner if one.has(_STREAM)),
        pictures=pictures,
    )


def _main_lines(text: DocText) -> Iterator[Line]:
    """Yield the lines of the text, those of a text box behind the paragraph that it hangs at."""
    waiting = sorted((anchor, start, end) for start, end, anchor in text.boxes() if anchor >= 0)
    walk = _Walk()
    for paragraph in text.paragraphs(*text.parts.span("main")):
        yield from walk.lines(paragraph)
        while waiting and waiting[0][0] < paragraph.end:
            _, start, end = waiting.pop(0)
            yield from _Walk().all_lines(text.paragraphs(start, end))
    for start, end, anchor in text.boxes():
        if anchor < 0 or (anchor, start, end) in waiting:
            yield from _Walk().all_lines(text.paragraphs(start, end))
    yield from _part_lines(text, "notes", "end_notes")


def _old_lines(text: OldText) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines of the text and of the running heads, in the alphabet that fits all of them."""
    body = (*_part_lines(text, "main"), *_part_lines(text, "notes", "end_notes", "boxes"))
    heads = (*_part_lines(text, "margins", "margin_boxes"),)
    lines = (*body, *heads)
    letters = in_unicode("\n".join(line.text for line in lines)).split("\n") if lines else []
    shown = [replace(line, text=nfc(text)) for line, text in zip(lines, letters, strict=True)]
    return tuple(shown[: len(body)]), tuple(shown[len(body) :])


def _part_lines(text: DocText | OldText, *names: str) -> Iterator[Line]:
    for name in names:
        yield from _Walk().all_lines(text.paragraphs(*text.parts.span(name)))


@dataclass(slots=True)
class _Walk:
    """One pass over the paragraphs of a part, counting tables, rows and cells."""

    _table: int = -1
    _row: int = 0
    _column: int = 0
    _is_inside: bool = False
    _depth: int = 0
    """How many fields are open whose instructions still run."""
    _shown: list[bool] = field(default_factory=list)

    def all_lines(self, paragraphs: Iterable[Paragraph]) -> Iterator[Line]:
        for paragraph in paragraphs:
            yield from self.lines(paragraph)

    def lines(self, paragraph: Paragraph) -> Iterator[Line]:
        """Yield the lines of a paragraph with the cell it stands in."""
        cell = self._place(paragraph)
        runs = [(self._visible(run), run) for run in paragraph.runs]
        if not paragraph.table.ends_row:
            yield from _lines([(text, run) for text, run in runs if text], cell)
        if paragraph.mark == _CELL_END:
            self._column += 1
        if paragraph.table.ends_row:
            self._row, self._column = self._row + 1, 0

    def _place(self, paragraph: Paragraph) -> Cell | None:
        if not paragraph.table.is_inside and paragraph.mark != _CELL_END:
            self._is_inside = False
            return None
        if not self._is_inside:
            self._is_inside, self._table, self._row, self._column = True, self._table + 1, 0, 0
        return Cell(self._table, self._row, self._column)

    def _visible(self, run: Run) -> str:
        """Return what a run prints: fields by their result, deleted and hidden text not at all."""
        if run.look.deleted or run.look.hidden:
            shown = "".join(sign for sign in run.text if sign in (_FIELD_BEGINS, _FIELD_SHOWS, _FIELD_ENDS))
            self._without_fields(shown)
            return ""
        text = self._without_fields(run.text).translate(_SIGNS)
        return text.upper() if run.look.capital else text

    def _without_fields(self, text: str) -> str:
        if not self._shown and _FIELD_BEGINS not in text:
            return text
        kept: list[str] = []
        for sign in text:
            if sign == _FIELD_BEGINS:
                self._shown.append(False)
            elif sign == _FIELD_SHOWS and self._shown:
                self._shown[-1] = True
            elif sign == _FIELD_ENDS and self._shown:
                self._shown.pop()
            elif all(self._shown):
                kept.append(sign)
        return "".join(kept)


def _lines(runs: list[tuple[str, Run]], cell: Cell | None) -> Iterator[Line]:
    letters = sum(len(text.strip()) for text, _ in runs)
    bold = sum(len(text.strip()) for text, run in runs if run.look.bold)
    italic = sum(len(text.strip()) for text, run in runs if run.look.italic)
    size = next((run.look.size / 2 for text, run in runs if text.strip()), None)
    for text in nfc("".join(text for text, _ in runs)).split("\n"):
        yield Line(
            text=text.rstrip(),
            cell=cell,
            bold=2 * bold > letters,
            italic=2 * italic > letters,
            size=size,
        )
