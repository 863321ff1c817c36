"""Read RTF: paragraphs with their table cells, in the alphabet of each run's font."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from archive.read_document import Cell, Line, Page, ReadDocument
from archive.readers.errors import BrokenFileError, OversizedFileError
from archive.readers.legacy_letters import in_font, letters_of_font
from model.vietnamese import nfc

_MEDIA_TYPE: Final = "application/rtf"
_LARGEST: Final = 64 * 2**20
_MOST_GROUPS: Final = 1_000
"""Open at the same time."""
_TOKEN: Final = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
_BINARY: Final = b"bin"
_UNSHOWN: Final = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "datastore", "listtable",
    "listoverridetable", "rsidtbl", "generator", "fldinst", "xmlnstbl", "latentstyles", "filetbl", "revtbl",
    "colorschememapping", "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend", "pntext", "nonshppict",
    "mmathPr", "shpinst", "deleted", "pgdsctbl", "listtext", "sp", "sn", "sv",
})  # fmt: skip
"""Groups that hold no text of the document."""
_MARGINS: Final = frozenset(
    {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
)
_SHOWN_IN_UNSHOWN: Final = frozenset({"shptxt", "result"})
_BREAKS: Final = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_SIGNS: Final = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
_CODE_PAGES: Final = {
    163: "cp1258",
    0: "cp1252",
    1: "cp1252",
    2: "latin-1",
    128: "cp932",
    134: "gbk",
    204: "cp1251",
}
_PARAGRAPH_ENDS: Final = frozenset({"par", "sect", "page", "column"})


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it."""

    font: int = -1
    bold: bool = False
    italic: bool = False
    capital: bool = False
    hidden: bool = False
    size: int = 24
    skipped: int = 1
    """How many letters stand for a letter in Unicode to programs that know none."""
    is_shown: bool = True
    place: str = ""
    """``margin`` in a running head, ``fonts`` in the table of fonts."""


@dataclass(slots=True)
class _Font:
    name: str = ""
    encoding: str = ""


@dataclass(slots=True)
class _Piece:
    text: str
    state: _State
    font: str


@dataclass(slots=True)
class _Story:
    """The lines of the text or of the running heads, as far as they are known."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    table: int = -1
    row: int = 0
    column: int = 0
    is_inside: bool = False
    was_inside: bool = False
    in_cell: list[int] = field(default_factory=list)

    def end_paragraph(self, *, in_cell: bool) -> None:
        cell = self._cell() if in_cell else None
        if not in_cell:
            self.was_inside = False
        self.lines += _lines(self.pieces, cell)
        self.pieces = []

    def _cell(self) -> Cell:
        if not self.was_inside:
            self.was_inside, self.table, self.row, self.column = True, self.table + 1, 0, 0
        return Cell(self.table, self.row, self.column)


def read_rtf(data: bytes, name: str) -> ReadDocument:
    """Read an RTF; objects embedded in it make it unread, since nobody looks into them.

    Raises:
        BrokenFileError: when its groups are nested beyond measure.
        OversizedFileError: above 64 MiB.
    """
    if len(data) > _LARGEST:
        raise OversizedFileError(name, "rtf", "text")
    reading = _Reading(name)
    reading.run(data)
    return ReadDocument(
        format="rtf",
        media_type=_MEDIA_TYPE,
        pages=(Page(lines=tuple(reading.body.lines)),),
        margins=tuple(line for line in reading.margins.lines if line.text.strip()),
        unread="embedded" if reading.has_objects else None,
    )


class _Reading:
    """One pass over the words and groups of the file."""

    def __init__(self, name: str) -> None:
        self.body, self.margins = _Story(), _Story()
        self.has_objects = False
        self._name = name
        self._fonts: dict[int, _Font] = {}
        self._default_font = 0
        self._code_page = "cp1252"
        self._state = _State()
        self._open: list[_State] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._is_starred = False

    def run(self, data: bytes) -> None:
        position = 0
        while found := _TOKEN.match(data, position):
            position = found.end()
            if found[2] == _BINARY:
                position += max(int(found[3] or 0), 0)
            else:
                self._token(found)
        self._flush()
        self.body.end_paragraph(in_cell=False)
        self.margins.end_paragraph(in_cell=False)

    def _token(self, found: re.Match[bytes]) -> None:
        code, word, number, sign, brace, text = found.groups()
        if code is not None:
            self._letters(bytes([int(code, 16)]))
        elif text is not None:
            self._letters(text)
        elif brace is not None:
            self._brace(brace)
        elif sign is not None:
            self._sign(sign)
        elif word is not None:
            self._word(word.decode("ascii"), None if number is None else int(number))

    def _letters(self, text: bytes) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        self._bytes += text[skipped:]

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._to_skip = 0
        if brace == b"{":
            self._open.append(self._state)
            if len(self._open) > _MOST_GROUPS:
                raise BrokenFileError(self._name, "rtf", "groups")
        elif self._open:
            self._state = self._open.pop()
        self._is_starred = False

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._is_starred = True
        elif sign in _SIGNS:
            self._put(_SIGNS[sign])
        elif sign in (b"\n", b"\r"):
            self._end("par")

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._put(chr(number % 0x10000))
            self._to_skip = self._state.skipped
            return
        self._flush()
        is_starred, self._is_starred = self._is_starred, False
        if word in _BREAKS:
            self._put(_BREAKS[word])
        elif not self._destination(word, is_starred=is_starred) and not self._look(word, number):
            self._end(word)

    def _destination(self, word: str, *, is_starred: bool) -> bool:
        """Note where the text of this group goes; whether the word said anything of that."""
        if word == "objdata":
            self.has_objects = True
        if word in _SHOWN_IN_UNSHOWN:
            self._state = replace(self._state, is_shown=True)
        elif word == "fonttbl":
            self._state = replace(self._state, is_shown=False, place="fonts")
        elif word in _MARGINS:
            self._state = replace(self._state, place="margin")
        elif word in _UNSHOWN or (is_starred and word not in {"shppict", "fldrslt"}):
            self._state = replace(self._state, is_shown=False)
        else:
            return False
        return True

    def _look(self, word: str, number: int | None) -> bool:
        state, is_on = self._state, number != 0
        match word:
            case "f":
                self._state = replace(state, font=number or 0)
            case "fcharset" | "cpg":
                page = _CODE_PAGES.get(number or 0, "cp1252") if word == "fcharset" else _page(number)
                self._fonts.setdefault(state.font, _Font()).encoding = page
            case "b" | "i" | "caps" | "scaps" | "v":
                self._state = _with_flag(state, word, is_on=is_on)
            case "fs":
                self._state = replace(state, size=number or 24)
            case "plain":
                self._state = replace(
                    state, font=self._default_font, bold=False, italic=False, capital=False, hidden=False
                )
            case "uc":
                self._state = replace(state, skipped=number or 0)
            case "deff":
                self._default_font = number or 0
                self._state = replace(state, font=self._default_font)
            case "ansicpg":
                self._code_page = _page(number)
            case _:
                return False
        return True

    def _end(self, word: str) -> None:
        story = self._story()
        self._flush()
        if word in _PARAGRAPH_ENDS:
            story.end_paragraph(in_cell=story.is_inside)
        elif word == "intbl":
            story.is_inside = True
        elif word == "pard":
            story.is_inside = False
        elif word in {"cell", "nestcell"}:
            story.end_paragraph(in_cell=True)
            story.column += word == "cell"
        elif word == "row":
            story.pieces = []
            story.row, story.column = story.row + 1, 0

    def _story(self) -> _Story:
        return self.margins if self._state.place == "margin" else self.body

    def _put(self, text: str) -> None:
        self._flush()
        if self._state.is_shown and not self._state.hidden:
            self._story().pieces.append(_Piece(text, self._state, self._font().name))

    def _font(self) -> _Font:
        return self._fonts.get(self._state.font, _Font())

    def _flush(self) -> None:
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        if self._state.place == "fonts":
            self._name_font(data)
        elif self._state.is_shown and not self._state.hidden:
            font = self._font()
            encoding = "latin-1" if letters_of_font(font.name) else font.encoding or self._code_page
            text = data.decode(encoding, "replace")
            self._story().pieces.append(_Piece(text, self._state, font.name))

    def _name_font(self, data: bytes) -> None:
        font = self._fonts.setdefault(self._state.font, _Font())
        font.name += data.decode("latin-1").rstrip(";")


def _page(number: int | None) -> str:
    return {1258: "cp1258", 65001: "utf-8", 1251: "cp1251", 936: "gbk", 932: "cp932"}.get(
        number or 0, "cp1252"
    )


def _with_flag(state: _State, word: str, *, is_on: bool) -> _State:
    match word:
        case "b":
            return replace(state, bold=is_on)
        case "i":
            return replace(state, italic=is_on)
        case "v":
            return replace(state, hidden=is_on)
        case _:
            return replace(state, capital=is_on)


def _lines(pieces: list[_Piece], cell: Cell | None) -> Iterator[Line]:
    letters = sum(len(piece.text.strip()) for piece in pieces)
    bold = sum(len(piece.text.strip()) for piece in pieces if piece.state.bold)
    italic = sum(len(piece.text.strip()) for piece in pieces if piece.state.italic)
    size = next((piece.state.size / 2 for piece in pieces if piece.text.strip()), None)
    for text in nfc("".join(_shown(pieces))).split("\n"):
        yield Line(
            text=text.rstrip(), cell=cell, bold=2 * bold > letters, italic=2 * italic > letters, size=size
        )


def _shown(pieces: list[_Piece]) -> Iterator[str]:
    """Yield the letters of the pieces; those of one font together, since a letter may be parted."""
    for (font, is_capital), alike in groupby(pieces, key=lambda piece: (piece.font, piece.state.capital)):
        text = in_font("".join(piece.text for piece in alike), font)
        yield text.upper() if is_capital else text
