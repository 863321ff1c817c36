"""The pictures in OpenDocument: in running heads, and up to the end of the first page."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from archive.readers.office_package import Package
from archive.readers.pasted import Pasted

FOLDER: Final = "Pictures/"
_HEADS, _TEXT = "styles.xml", "content.xml"
_FIRST_PAGE: Final = 80
"""Paragraphs of a text; more than any first page holds."""
_LENGTH: Final = re.compile(r"([\d.]{1,12})(mm|cm|in|pt|pc|px)")
_MM: Final = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}


def pasted_in_open(package: Package) -> Iterator[Pasted]:
    """Yield the pictures of a text, a sheet or slides; of the last two each page is a first one."""
    if not any(part.startswith(FOLDER) for part in package.parts()):
        return
    for part in (_HEADS, _TEXT):
        if not package.has(part):
            continue
        is_text = part == _TEXT and package.format == "odt"
        for frame in _frames(package.parse(part), _FIRST_PAGE if is_text else None):
            for image in frame.iterchildren("{*}image"):
                data = package.picture(_attribute(image, "href").removeprefix("./"))
                if data is not None:
                    yield Pasted(data=data, width_mm=_length(_attribute(frame, "width")))


def _frames(root: etree._Element, most: int | None) -> Iterator[etree._Element]:
    paragraphs = 0
    for element in root.iter("{*}p", "{*}h", "{*}frame"):
        if etree.QName(element).localname == "frame":
            yield element
        else:
            paragraphs += any(text.strip() for text in element.itertext())
            if most is not None and paragraphs > most:
                return


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}" + name)), "")


def _length(stated: str) -> float | None:
    found = _LENGTH.fullmatch(stated)
    try:
        return None if found is None else float(found[1]) * _MM[found[2]]
    except ValueError:
        return None
