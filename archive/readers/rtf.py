"""Read RTF: paragraphs with their table cells, in the alphabet of each run's font."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from re import Match
from typing import Final

from archive.read_document import Page, ReadDocument
from archive.readers.embedded import Opened
from archive.readers.errors import BrokenFileError, OversizedFileError
from archive.readers.legacy_letters import OPTIONAL_HYPHEN, letters_of_font
from archive.readers.pasted import pasted_in, with_stamps
from archive.readers.rtf_objects import objects_in, pages_in
from archive.readers.rtf_story import Piece, Story
from archive.readers.rtf_words import TOKEN, end_of_group, letters, payload
from archive.readers.text_layer import is_bare

_MEDIA_TYPE: Final = "application/rtf"
_LARGEST: Final = 64 * 2**20
_MOST_GROUPS: Final = 1_000
"""Open at the same time."""
_MOST_INSIDE: Final = 1_000
"""Objects, and pictures."""
_SKIPPED: Final = frozenset({
    "colortbl", "stylesheet", "info", "themedata", "datastore", "listtable", "listoverridetable", "rsidtbl",
    "generator", "xmlnstbl", "latentstyles", "filetbl", "revtbl", "colorschememapping", "nonshppict",
    "pgdsctbl", "mmathPr", "nonesttables", "blipuid", "panose", "falt",
})  # fmt: skip
"""Groups in which there is nothing to look for."""
_UNSHOWN: Final = frozenset({
    "object", "fldinst", "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend", "pntext", "shpinst",
    "deleted", "listtext", "sp", "sn", "sv", "xe", "rxe", "tc", "tcn",
})  # fmt: skip
"""Groups that hold no text of the document, though there may be some in a group inside."""
_WORDS_OF_SHAPE: Final = b"gtextUNICODE"
_LONGEST_NAME: Final = 100
"""Letters of the name of a font."""
_BOXES: Final = frozenset({"shptxt", "dptxbxtext"})
_SHOWN_IN_UNSHOWN: Final = frozenset({"result", *_BOXES})
_SHOWN_WITH_STAR: Final = frozenset({"shppict", "fldrslt"})
_MARGINS: Final = frozenset(
    {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
)
_BREAKS: Final = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_SIGNS: Final = {b"~": " ", b"_": "-", b"-": OPTIONAL_HYPHEN, b"{": "{", b"}": "}", b"\\": "\\"}
_CODE_PAGES: Final = {163: "cp1258", 2: "latin-1", 128: "cp932", 134: "gbk", 204: "cp1251"}
"""By the number of a font's alphabet."""
_KNOWN_PAGES: Final = {1258: "cp1258", 65001: "utf-8", 1251: "cp1251", 936: "gbk", 932: "cp932"}
_USUAL_PAGE: Final = "cp1252"


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it."""

    font: int = -1
    bold: bool = False
    italic: bool = False
    capital: bool = False
    hidden: bool = False
    size: int = 24
    spare: int = 1
    """How many letters stand behind one in Unicode, for programs that know none."""
    is_shown: bool = True
    box: Story | None = None
    """That of the text box around it."""
    place: str = ""
    """``margin`` in a running head, ``fonts`` in the table of fonts, ``property`` where a shape names one."""

    def copy(self) -> "_State":
        return replace(self)


@dataclass(slots=True)
class _Font:
    name: str = ""
    encoding: str = ""


def open_rtf(data: bytes, name: str) -> Opened:
    """Read an RTF, and return it with the documents embedded in it.

    Raises:
        BrokenFileError: when its groups are nested beyond measure.
        OversizedFileError: above 64 MiB, or a thousand objects or pictures.
    """
    if len(data) > _LARGEST:
        raise OversizedFileError(name, "rtf", "text")
    reading = _Reading(data, name)
    reading.run()
    document = ReadDocument(
        format="rtf",
        media_type=_MEDIA_TYPE,
        pages=(Page(lines=tuple(reading.body.lines)),),
        margins=tuple(line for line in reading.margins.lines if line.text.strip()),
    )
    has_no_text = is_bare(line.text for line in document.lines)
    if not has_no_text:
        document = with_stamps(document, pasted_in(payload(data, *place) for place in reading.pictures))
    return Opened(
        document,
        embedded=tuple(objects_in((payload(data, *place) for place in reading.objects), name)),
        pictures=pages_in(payload(data, *place) for place in reading.pictures) if has_no_text else (),
    )


class _Reading:
    """One pass over the words and groups of the file."""

    def __init__(self, data: bytes, name: str) -> None:
        self.body, self.margins = Story(), Story()
        self.objects: list[tuple[int, int]] = []
        self.pictures: list[tuple[int, int]] = []
        """Where in the file those lie."""
        self._data = data
        self._name = name
        self._fonts: dict[int, _Font] = {}
        self._default_font = 0
        self._code_page = _USUAL_PAGE
        self._state = _State()
        self._open: list[_State] = []
        self._property = b""

    def run(self) -> None:
        data, position = self._data, 0
        while found := TOKEN.match(data, position):
            position = found.end()
            kind = found.lastindex
            if kind == 1:
                self._letters(found[1])
            elif found[5] is not None:
                if found[5] in _KNOWN or found[4] is not None:
                    position = self._word(found, position)
            else:
                self._mark(found)
        while self._open:
            self._close()
        for story in (self.body, self.margins):
            story.end_paragraph(in_cell=False)

    def _letters(self, run: bytes) -> None:
        state = self._state
        if state.place == "property":
            self._property = run
        if not state.is_shown or state.hidden:
            return
        if state.place == "fonts":
            named = self._fonts.setdefault(state.font, _Font())
            named.name = (named.name + letters(run, "latin-1", 0).rstrip(";"))[:_LONGEST_NAME]
            return
        font = self._fonts.get(state.font)
        page = self._code_page if font is None else font.encoding or self._code_page
        encoding = "latin-1" if font is not None and letters_of_font(font.name) else page
        self._put(letters(run, encoding, state.spare))

    def _put(self, text: str) -> None:
        state = self._state
        if text and state.is_shown and not state.hidden:
            font = self._fonts.get(state.font)
            name = "" if font is None else font.name
            piece = Piece(text, name, state.bold, state.italic, state.capital, state.size)
            self._story().pieces.append(piece)

    def _mark(self, found: Match[bytes]) -> None:
        if found[2] is not None:
            self._open.append(self._state)
            self._state = self._state.copy()
            if len(self._open) > _MOST_GROUPS:
                raise BrokenFileError(self._name, "rtf", "groups")
        elif found[3] is not None:
            self._close()
        elif found[7] in _SIGNS:
            self._put(_SIGNS[found[7]])
        elif found[7] in {b"\n", b"\r"}:
            self._end("par")

    def _close(self) -> None:
        inner = self._state
        self._state = self._open.pop() if self._open else inner
        if inner.box is not None and inner.box is not self._state.box:
            self._story().hang(inner.box)

    def _word(self, found: Match[bytes], position: int) -> int:
        """Take in a word, and return where to go on."""
        word = found[5].decode("ascii")
        number = None if found[6] is None else int(found[6])
        if word == "bin":
            return position + max(number or 0, 0)
        act = _LOOKS.get(word)
        if act is not None:
            act(self._state, number)
        elif word in _BREAKS:
            self._put(_BREAKS[word])
        elif word in _ENDS:
            self._end(word)
        elif word in _OF_FILE:
            self._note(word, number)
        else:
            return self._destination(word, position, is_starred=found[4] is not None)
        return position

    def _destination(self, word: str, position: int, *, is_starred: bool) -> int:
        """Note where the text of this group goes; one without text is passed over."""
        state = self._state
        if word in {"pict", "objdata"}:
            return self._inside(self.pictures if word == "pict" else self.objects, position)
        if word in _SKIPPED:
            return end_of_group(self._data, position)
        if word in _BOXES:
            state.is_shown, state.box = True, self._story().box()
        elif word in _SHOWN_IN_UNSHOWN:
            state.is_shown = True
        elif word == "fonttbl":
            state.place = "fonts"
        elif word in _MARGINS:
            state.place = "margin"
        elif word in {"sn", "sv"}:
            self._shape(word)
        elif word in _UNSHOWN or (is_starred and word not in _SHOWN_WITH_STAR):
            state.is_shown = False
        return position

    def _shape(self, word: str) -> None:
        """Take in the name of a property of a shape, or its value: the words of a watermark are one."""
        if self.margins.pieces:
            self.margins.end_paragraph(in_cell=False)
        self._state.is_shown = word == "sv" and self._property.strip() == _WORDS_OF_SHAPE
        self._state.place = "property" if word == "sn" else "margin"

    def _inside(self, places: list[tuple[int, int]], position: int) -> int:
        end = end_of_group(self._data, position)
        places.append((position, end))
        if len(places) > _MOST_INSIDE:
            raise OversizedFileError(self._name, "rtf", "embedded documents")
        return end

    def _note(self, word: str, number: int | None) -> None:
        """Take in what is said of fonts and alphabets."""
        state = self._state
        match word:
            case "fcharset":
                self._fonts.setdefault(state.font, _Font()).encoding = _CODE_PAGES.get(
                    number or 0, _USUAL_PAGE
                )
            case "cpg":
                self._fonts.setdefault(state.font, _Font()).encoding = _page(number)
            case "plain":
                state.font = self._default_font
                state.bold = state.italic = state.capital = state.hidden = False
            case "deff":
                self._default_font = state.font = number or 0
            case _:
                self._code_page = _page(number)

    def _end(self, word: str) -> None:
        if self._state.is_shown:
            self._story().end(word)

    def _story(self) -> Story:
        if self._state.box is not None:
            return self._state.box
        return self.margins if self._state.place == "margin" else self.body


def _page(number: int | None) -> str:
    return _KNOWN_PAGES.get(number or 0, _USUAL_PAGE)


def _font(state: _State, number: int | None) -> None:
    state.font = number or 0


def _size(state: _State, number: int | None) -> None:
    state.size = number or 24


def _spare(state: _State, number: int | None) -> None:
    state.spare = max(number or 0, 0)


def _bold(state: _State, number: int | None) -> None:
    state.bold = number != 0


def _italic(state: _State, number: int | None) -> None:
    state.italic = number != 0


def _capital(state: _State, number: int | None) -> None:
    state.capital = number != 0


def _hidden(state: _State, number: int | None) -> None:
    state.hidden = number != 0


_LOOKS: Final[dict[str, Callable[[_State, int | None], None]]] = {
    "f": _font,
    "fs": _size,
    "uc": _spare,
    "b": _bold,
    "i": _italic,
    "caps": _capital,
    "scaps": _capital,
    "v": _hidden,
}
_OF_FILE: Final = frozenset({"fcharset", "cpg", "plain", "deff", "ansicpg"})
_ENDS: Final = frozenset({"par", "sect", "page", "column", "intbl", "pard", "cell", "nestcell", "row"})
_KNOWN: Final = frozenset(
    word.encode("ascii")
    for word in (
        "bin", "pict", "objdata", "fonttbl", *_SKIPPED, *_UNSHOWN, *_SHOWN_IN_UNSHOWN, *_MARGINS, *_BREAKS,
        *_LOOKS, *_OF_FILE, *_ENDS,
    )
)  # fmt: skip
"""Nine words of ten say how the page looks, and are none of these."""
