"""What the program adds to the package of a template: a foot without words, and the picture of a code."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from generator import word_styles as style
from generator.word_annex import PICTURE_ID
from generator.word_archive import WordArchive, WordArchiveError, parse
from generator.word_xml import element, paragraph, serialise

BLANK_ID: Final = "rIdChanTrong"
"""Relation of the document to the foot without words."""
_BLANK: Final = "chan_trong.xml"
_PICTURE: Final = "ma_qr.png"
_TYPES: Final = "[Content_Types].xml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOTER_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """The added and changed parts by name: in every document, and in one with a picture or without."""

    always: dict[str, bytes]
    pictured: dict[str, bytes]
    plain: dict[str, bytes]
    picture: str
    """The name of the part that is the picture."""


def additions(archive: WordArchive) -> Additions:
    """Return what is added to a template.

    Raises:
        WordArchiveError: when it lacks the lists that every package has.
    """
    place = PurePosixPath(archive.document)
    relations = str(place.parent / "_rels" / f"{place.name}.rels")
    for name in (_TYPES, relations):
        if name not in archive.parts:
            raise WordArchiveError(f"has no {name}")
    blank, picture = str(place.parent / _BLANK), str(place.parent / _PICTURE)
    types, related = (parse(name, archive.parts[name]) for name in (_TYPES, relations))
    _append(types, "Override", PartName=f"/{blank}", ContentType=_FOOTER_TYPE)
    _append(related, "Relationship", Id=BLANK_ID, Type=f"{_OFFICE}/footer", Target=_BLANK)
    plain = {_TYPES: serialise(types), relations: serialise(related)}
    _append(types, "Override", PartName=f"/{picture}", ContentType="image/png")
    _append(related, "Relationship", Id=PICTURE_ID, Type=f"{_OFFICE}/image", Target=_PICTURE)
    return Additions(
        always={blank: serialise(element("ftr", paragraph(style.END)))},
        pictured={_TYPES: serialise(types), relations: serialise(related)},
        plain=plain,
        picture=picture,
    )


def _append(root: etree._Element, name: str, **attributes: str) -> None:
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{name}", attributes)
