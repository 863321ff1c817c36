"""Read edXML packets of every shape: what the header says, and the attachments as members (records.md 1)."""

import re
from typing import Final

from lxml import etree

from archive.read_document import MOST_BYTES, Member, Page, ReadDocument
from archive.readers.edxml_attachments import attachments
from archive.readers.edxml_header import PacketHeader
from archive.readers.errors import BrokenFileError, OversizedFileError

_MEDIA_TYPE: Final = "application/edxml+xml"
_DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_DEEPEST: Final = 40


def read_edxml(data: bytes, name: str) -> ReadDocument:
    """Read a packet in one piece.

    Raises:
        BrokenFileError: when it is no XML, declares a DTD, is nested deeper than 40, or has no header.
        OversizedFileError: above 256 MiB, 200 attachments or 512 MiB of them.
    """
    root = parsed(data, name)
    return packet(root, attachments(root, name), name)


def parsed(data: bytes, name: str) -> etree._Element:
    """Return the root of a packet's XML, parsed without entities and network.

    Raises:
        BrokenFileError: when it is no XML, declares a DTD, or is nested deeper than 40.
        OversizedFileError: above 256 MiB.
    """
    if len(data) > MOST_BYTES:
        raise OversizedFileError(name, "edxml", "packet")
    if data.startswith(_WIDE):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
        data = re.sub(rb"^(\xef\xbb\xbf)?\s*<\?xml[^>]*\?>", b"", data)
    if _DECLARES.search(data):
        raise BrokenFileError(name, "edxml", "DTD")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenFileError(name, "edxml", "XML") from error
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise BrokenFileError(name, "edxml", "depth")
    return root


def packet(root: etree._Element, members: tuple[Member, ...], name: str) -> ReadDocument:
    """Return a packet with its attachments, known to be a status, a recall or a document.

    Raises:
        BrokenFileError: when it has no header.
    """
    found = next(root.iter("{*}MessageHeader", "{*}Status"), None)
    if found is None:
        raise BrokenFileError(name, "edxml", "header")
    header = PacketHeader(root, found)
    return ReadDocument(
        format="edxml",
        media_type=_MEDIA_TYPE,
        pages=(Page(lines=header.lines()),),
        metadata=header.metadata(),
        members=members,
        stated=header.stated() if header.brings_document else None,
        states_secrecy=header.states_secrecy,
        is_document=header.brings_document,
    )
