"""The pictures in packages of Word, Excel and PowerPoint; in a text those up to the end of the first page."""

import posixpath
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree

from archive.readers.office_package import Package
from archive.readers.pasted import Pasted

_MEDIA: Final = "/media/"
_EMU_PER_MM: Final = 36_000
_LEVELS: Final = 3
"""Above what names a picture, within which its frame says how large it is."""
_FIRST_PAGE: Final = 80
"""Paragraphs; more than any first page holds."""


def pasted_in_parts(package: Package, *parts: str) -> Iterator[Pasted]:
    """Yield the pictures that the beginnings of the parts show."""
    if not any(_MEDIA in part for part in package.parts()):
        return
    for part in parts:
        targets = _targets(package, part)
        if not targets:
            continue
        for element in _first_page(package.parse(part)):
            target = targets.get(_shown(element))
            data = None if target is None else package.picture(target)
            if data is not None:
                yield Pasted(data=data, width_mm=_width(element))


def pasted_anywhere(package: Package) -> Iterator[Pasted]:
    """Yield all pictures of a package, in which any page may be the first one."""
    for part in package.parts():
        if _MEDIA in part and (data := package.picture(part)) is not None:
            yield Pasted(data=data)


def _targets(package: Package, part: str) -> dict[str, str]:
    """Return the parts with pictures that a part shows, by the ids under which it does."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if not package.has(relations):
        return {}
    found = package.parse(relations).iter("{*}Relationship")
    targets = {str(one.get("Id")): posixpath.join("/", folder, str(one.get("Target"))) for one in found}
    return {
        id_: posixpath.normpath(target).removeprefix("/")
        for id_, target in targets.items()
        if _MEDIA in target
    }


def _first_page(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that show pictures, up to the end of the first page."""
    paragraphs = 0
    for element in root.iter("{*}p", "{*}blip", "{*}imagedata", "{*}fill"):
        if etree.QName(element).localname == "p":
            paragraphs += any(text.text for text in element.iter("{*}t"))
            if paragraphs > _FIRST_PAGE:
                return
        else:
            yield element


def _shown(element: etree._Element) -> str:
    """Return the id of the picture that an element shows; strict documents name the attribute otherwise."""
    ids = (value for key, value in element.attrib.items() if str(key).endswith(("}embed", "}id")))
    return str(next(ids, ""))


def _width(element: etree._Element) -> float | None:
    """Return the width at which a picture is shown, in millimetres; None where it is not said simply."""
    for around in islice(element.iterancestors(), _LEVELS):
        for size in around.iterfind("{*}spPr/{*}xfrm/{*}ext"):
            width = str(size.get("cx", ""))
            return float(width) / _EMU_PER_MM if width.isascii() and width.isdigit() else None
    return None
