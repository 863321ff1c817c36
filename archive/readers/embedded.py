"""What lies inside office files: whole documents as objects, and pictures that are their pages."""

import re
import struct
from dataclasses import dataclass
from typing import Final

from archive.read_document import ReadDocument
from archive.readers.detection import detect_format
from archive.readers.errors import BrokenFileError
from archive.readers.ole_file import OleFile, open_ole

_NATIVE: Final = "\x01Ole10Native"
_PACKAGES: Final = ("Package", "CONTENTS")
_WORKBOOKS: Final = ("Workbook", "Book")
_CHARTS: Final = re.compile(rb"MSGraph\.Chart|Excel\.Chart|Microsoft (?:Office )?Graph")
_KIND: Final = "\x01CompObj"
_NOTHING_TO_READ: Final = frozenset({"equation", "empty"})
"""What there is to these is on the page."""
_BOOKS: Final = frozenset({"xls", "xlsx"})
_CHART_PROGRAMS: Final = (b"MSGraph.Chart", b"Excel.Chart")
"""The names by which a workbook calls itself the chart that the page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """The bytes of a document inside another one."""

    format: str
    data: bytes
    name: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it was read, with what inside it is still to be read."""

    document: ReadDocument
    embedded: tuple[Embedded, ...] = ()
    children: tuple["Opened", ...] = ()
    """Documents inside it that are opened already."""
    pictures: tuple[bytes, ...] = ()
    """Those of the pages, where there is hardly any text: a scan that was put into an office file."""


def document_in(data: bytes, name: str, *, format_: str, part: str = "") -> Embedded | None:
    """Return the document that a part of a file holds, None where what there is to it is on the page.

    ``name`` and ``format_`` are those of the whole file, for messages.
    """
    kind = detect_format(data, name=part)
    if kind in _NOTHING_TO_READ or (kind in _BOOKS and any(one in data for one in _CHART_PROGRAMS)):
        return None
    found = Embedded(format=kind, data=data, name=part.rpartition("/")[2])
    if kind not in {"ole", "ole-package"}:
        return found
    try:
        with open_ole(data, name, format_) as ole:
            inner = object_in(ole)
    except BrokenFileError:
        return found
    return None if inner is None or inner.format in _NOTHING_TO_READ else inner


def object_in(ole: OleFile) -> Embedded | None:
    """Return the document that an object holds, None where what there is to it is on the page."""
    if ole.has(_NATIVE):
        return unpacked(ole.read(_NATIVE))
    for stream in _PACKAGES:
        if ole.has(stream):
            data = ole.read(stream)
            return Embedded(format=detect_format(data), data=data)
    if ole.has(_KIND) and _CHARTS.search(ole.read(_KIND)):
        return None
    workbook = next((ole.read(stream) for stream in _WORKBOOKS if ole.has(stream)), None)
    if workbook is not None:
        return Embedded(format="xls", data=workbook)
    is_known = ole.has("Equation Native") or not _has_contents(ole)
    return None if is_known else Embedded(format="ole", data=b"")


def _has_contents(ole: OleFile) -> bool:
    """Whether there is more than how the object looks: controls and links have no more."""
    marks = {
        "\x01CompObj",
        "\x01Ole",
        "\x03ObjInfo",
        "\x03PRINT",
        "\x03OCXNAME",
        "\x03EPRINT",
        "\x02OlePres000",
    }
    return any(path[0] not in marks for path in ole.streams)


def unpacked(data: bytes) -> Embedded:
    """Return the file that was dropped into an office document as a package."""
    try:
        position = data.index(b"\0", 6) + 1
        name = data[6 : position - 1]
        position = data.index(b"\0", position) + 1 + 4
        (length,) = struct.unpack_from("<I", data, position)
        position += 4 + length
        (size,) = struct.unpack_from("<I", data, position)
    except (ValueError, struct.error):
        return Embedded(format="ole-package", data=b"")
    inner = data[position + 4 : position + 4 + size]
    text = name.decode("cp1258", "replace")
    return Embedded(format=detect_format(inner, name=text), data=inner, name=text)
