"""Lines, pictures and text boxes that are drawn over a Word text, in DrawingML and in the older VML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from generator.checks.observed import DrawnAs, RuleLine

_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_EMU_MM: Final = 1 / 36_000
_UNITS: Final = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": 25.4 / 72}
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|in|cm|mm|px)?")
_FLAT_MM: Final = 2.0
"""What is lower than this and longer than _LONG_MM is a line, whatever it was drawn as."""
_LONG_MM: Final = 5.0
_LINES: Final = frozenset({"line", "straightConnector1"})
_CONNECTOR: Final = "_x0000_t32"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One drawn thing; ``left_mm`` is from the left edge of the text where the file says so."""

    width_mm: float | None = None
    height_mm: float | None = None
    left_mm: float | None = None
    from_page: bool = False
    """Whether ``left_mm`` counts from the edge of the paper instead."""
    is_centred: bool = False
    """Whether it stands in the middle of the text or paper, wherever ``left_mm`` is."""
    is_picture: bool = False
    is_line: bool = False

    @property
    def rule(self) -> RuleLine | None:
        """The horizontal line that it is, if it is one."""
        if self.is_line and self.width_mm is None:
            return RuleLine(drawn_as=DrawnAs.DRAWING)
        if self.width_mm is None or self.height_mm is None:
            return None
        if self.height_mm > _FLAT_MM or self.width_mm < _LONG_MM:
            return None
        kind = DrawnAs.PICTURE if self.is_picture else DrawnAs.DRAWING
        return RuleLine(drawn_as=kind, length_mm=self.width_mm)


def drawings(container: etree._Element) -> Iterator[Drawing]:
    """Yield what a ``w:drawing``, ``w:pict`` or ``w:object`` shows; a group gives its members."""
    for frame in container.iter(f"{_DRAWN}inline", f"{_DRAWN}anchor"):
        yield from _drawn(frame)
    for shape in container.iter(f"{_VML}line", f"{_VML}shape", f"{_VML}rect"):
        yield _vml(shape)


def _drawn(frame: etree._Element) -> Iterator[Drawing]:
    extent = frame.find(f"{_DRAWN}extent")
    offset = frame.find(f"{_DRAWN}positionH/{_DRAWN}posOffset")
    base = frame.find(f"{_DRAWN}positionH")
    shapes = list(frame.iter("{*}wsp", "{*}cxnSp", "{*}pic"))
    for shape in shapes:
        size = extent if len(shapes) == 1 else shape.find("{*}spPr/{*}xfrm/{*}ext")
        geometry = shape.find("{*}spPr/{*}prstGeom")
        yield Drawing(
            width_mm=_emu(size, "cx"),
            height_mm=_emu(size, "cy"),
            left_mm=None if offset is None else float(offset.text or 0) * _EMU_MM,
            from_page=base is not None and base.get("relativeFrom") == "page",
            is_centred=base is not None and base.findtext(f"{_DRAWN}align") == "center",
            is_picture=etree.QName(shape).localname == "pic",
            is_line=geometry is not None and geometry.get("prst") in _LINES,
        )


def _emu(size: etree._Element | None, name: str) -> float | None:
    written = None if size is None else size.get(name)
    return None if written is None else float(written) * _EMU_MM


def _vml(shape: etree._Element) -> Drawing:
    style = _style(shape.get("style", ""))
    width, height = _length(style.get("width")), _length(style.get("height"))
    is_line = etree.QName(shape).localname == "line" or shape.get("type", "").endswith(_CONNECTOR)
    if is_line and shape.get("from") is not None:
        width, height = _span(shape, 0), _span(shape, 1)
    return Drawing(
        width_mm=width,
        height_mm=height,
        left_mm=_length(style.get("margin-left")),
        from_page=style.get("mso-position-horizontal-relative") == "page",
        is_centred=style.get("mso-position-horizontal") == "center",
        is_picture=shape.find(f"{_VML}imagedata") is not None,
        is_line=is_line,
    )


def _style(text: str) -> dict[str, str]:
    pairs = (entry.partition(":") for entry in text.split(";"))
    return {name.strip(): written.strip() for name, _, written in pairs}


def _length(text: str | None) -> float | None:
    match = _LENGTH.fullmatch(text.strip()) if text else None
    return None if match is None else float(match[1]) * _UNITS[match[2] or ""]


def _span(line: etree._Element, axis: int) -> float | None:
    """Return how far a VML line goes along an axis."""
    ends = [_length((line.get(name, "") + ",").split(",")[axis]) for name in ("from", "to")]
    return None if ends[0] is None or ends[1] is None else abs(ends[1] - ends[0])
