"""Whether a Word file is whole: Word repairs or refuses what other programs forgive."""

from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from generator.word_archive import WordArchive, WordArchiveError, parse, read_word_archive, resolved
from generator.word_xml import qualified

_COUNTED: Final = ("p", "tbl")
_CELL: Final = qualified("tc")
_PARAGRAPH: Final = qualified("p")
_LARGEST: Final = 512 << 20
"""Far more than the largest draft gives, an annex of some hundred pages included."""
_TYPES: Final = "[Content_Types].xml"


class WordFileUnsoundError(Exception):
    """The file that a template gave is not one that Word opens; the message says where."""


def count(document: str, text: str) -> None:
    """Count the paragraphs and tables of a filled main part, and look for the whole text in it.

    Raises:
        WordFileUnsoundError: when one begins that does not end, or the text did not arrive.
    """
    for tag in _COUNTED:
        opened = document.count(f"<w:{tag}>") + _opened_with_attributes(document, tag)
        closed = document.count(f"</w:{tag}>")
        if opened != closed:
            raise WordFileUnsoundError(f"{opened} of {tag} begin, {closed} end")
    if text not in document:
        raise WordFileUnsoundError("the text is not printed")


def _opened_with_attributes(document: str, tag: str) -> int:
    """Count elements with attributes that have an end; Word writes empty paragraphs without."""
    if f"<w:{tag} " not in document:
        return 0
    pieces = document.split(f"<w:{tag} ")
    return sum(not piece[: piece.find(">") + 1].endswith("/>") for piece in pieces[1:])


def open_again(docx: bytes) -> None:
    """Read every part of a Word file again.

    Raises:
        WordFileUnsoundError: when a part is damaged, missing or has no type, or a cell ends without a
            paragraph.
    """
    try:
        archive = read_word_archive(docx, largest=_LARGEST)
        roots = {name: parse(name, part) for name, part in archive.parts.items() if _is_xml(name)}
    except WordArchiveError as error:
        raise WordFileUnsoundError(str(error)) from error
    _check_types(archive, roots[_TYPES])
    for name, root in roots.items():
        if name.endswith(".rels"):
            _check_targets(name, root, archive)
    for cell in roots[archive.document].iter(_CELL):
        if not len(cell) or cell[-1].tag != _PARAGRAPH:
            raise WordFileUnsoundError(f"a cell does not end with a paragraph: {_words(cell)}")


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _check_types(archive: WordArchive, types: etree._Element) -> None:
    """Every part has a type, by its name or by its extension."""
    named = {child.get("PartName", "").removeprefix("/") for child in types}
    extensions = {child.get("Extension", "").lower() for child in types}
    for name in archive.parts:
        if name != _TYPES and name not in named and name.rpartition(".")[2].lower() not in extensions:
            raise WordFileUnsoundError(f"{name} has no type")


def _check_targets(name: str, relations: etree._Element, archive: WordArchive) -> None:
    """Every part that another refers to is there."""
    folder = PurePosixPath(name).parent.parent
    for relation in relations:
        target = relation.get("Target", "")
        inside = relation.get("TargetMode") != "External"
        if inside and resolved(folder, target) not in archive.parts:
            raise WordFileUnsoundError(f"{name} refers to {target}, which is missing")


def _words(element: etree._Element) -> str:
    return "".join(element.itertext())[:80]
