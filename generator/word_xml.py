"""WordprocessingML in small pieces: elements, runs, paragraphs, tables; points become twips here."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from model.dispatch import Alignment

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OWN_NAMESPACES: Final = {"w": NAMESPACE, "r": RELATIONSHIPS}
JUSTIFICATION: Final = {Alignment.LEFT: "left", Alignment.CENTRE: "center", Alignment.RIGHT: "right"}
"""What Word calls an alignment."""
BLACK: Final = "000000"


def qualified(tag: str) -> str:
    """Return the full name of a tag or attribute of the main namespace."""
    return f"{{{NAMESPACE}}}{tag}"


def element(tag: str, *children: etree._Element, **attributes: str | float) -> etree._Element:
    """Build ``<w:tag>``; a number becomes a whole number of the unit Word wants there."""
    made = etree.Element(qualified(tag), nsmap=OWN_NAMESPACES)
    for name, value in attributes.items():
        made.set(qualified(name), value if isinstance(value, str) else str(round(value)))
    made.extend(children)
    return made


def twips(points: float) -> int:
    """Return points in twentieths."""
    return round(points * 20)


def serialise(root: etree._Element) -> bytes:
    """Return a part's bytes, the same every time."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def fonts(name: str) -> etree._Element:
    """Name one font for every script, so that no reader falls back to its own."""
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def text_run(text: str, font: str, *, bold: bool = False, italic: bool = False) -> etree._Element:
    """Build a run; its size comes from the paragraph's style."""
    properties = element("rPr", fonts(font))
    for wanted, names in ((bold, ("b", "bCs")), (italic, ("i", "iCs"))):
        properties.extend(element(name) for name in names if wanted)
    written = element("t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", properties, written)


def paragraph(style: str, *runs: etree._Element) -> etree._Element:
    """Build a paragraph of a style."""
    return element("p", element("pPr", element("pStyle", val=style)), *runs)


def cell(width: float, *content: etree._Element) -> etree._Element:
    """Build a table cell, top aligned, ``width`` points wide."""
    properties = element("tcPr", element("tcW", w=twips(width), type="dxa"), element("vAlign", val="top"))
    return element("tc", properties, *content)


def row(*cells: etree._Element, heading: bool = False, whole: bool = True) -> etree._Element:
    """Build a row, ``whole`` never split across pages; a heading row is repeated on each page."""
    properties = element("trPr", *((element("cantSplit"),) if whole else ()))
    if heading:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def table(
    caption: str,
    widths: Sequence[float],
    rows: tuple[etree._Element, ...],
    *,
    padding: float,
    border: float,
) -> etree._Element:
    """Build a table of fixed widths at the left margin; ``caption`` is its name for the renderer."""
    kind = "single" if border else "nil"
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [element(side, val=kind, sz=border * 8, space=0, color=BLACK) for side in sides]
    margins = [
        element(side, w=twips(padding if side in {"left", "right"} else 0), type="dxa") for side in sides[:4]
    ]
    properties = element(
        "tblPr",
        element("tblW", w=twips(sum(widths)), type="dxa"),
        element("tblInd", w=0, type="dxa"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
        element("tblCaption", val=caption),
    )
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", properties, grid, *rows)
