"""What single properties of WordprocessingML say, before styles are applied one over another."""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from generator.checks.observed import Aligned, LineSpacing
from generator.checks.word_file import WORD

Properties = dict[str, Any]
TWIP_MM: Final = 25.4 / 1440
_OFF: Final = frozenset({"0", "false", "off", "none"})
_TOGGLES: Final = {"b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden"}
TOGGLES: Final = tuple(_TOGGLES.values())
"""Properties that a style of letters switches over in a style of paragraphs (ISO 29500-1, 17.7.3)."""
_ALIGNED: Final = {
    "left": Aligned.LEFT,
    "start": Aligned.LEFT,
    "center": Aligned.CENTRE,
    "right": Aligned.RIGHT,
    "end": Aligned.RIGHT,
    "both": Aligned.JUSTIFIED,
    "distribute": Aligned.JUSTIFIED,
}
_AUTO_GAP_PT: Final = 14.0
"""What Word leaves where spacing is left to it."""


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute of the main namespace."""
    return None if element is None else element.get(WORD + name)


def number(element: etree._Element | None, name: str = "val") -> float | None:
    """Return an attribute as a number, None where it is absent or none."""
    text = value(element, name)
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch is set."""
    return element is not None and (value(element) or "1") not in _OFF


def run_properties(source: etree._Element | None) -> Properties:
    """Return what a ``w:rPr`` sets, and nothing that it leaves open."""
    if source is None:
        return {}
    return dict(_run_properties(source))


def _run_properties(source: etree._Element) -> Iterator[tuple[str, Any]]:
    for child in source.iterchildren(f"{WORD}*"):
        tag = child.tag.removeprefix(WORD)
        if tag in _TOGGLES:
            yield _TOGGLES[tag], is_on(child)
        elif tag == "rFonts":
            yield from _fonts(child)
        elif tag == "sz" and (halves := number(child)) is not None:
            yield "size", halves / 2
        elif tag == "u":
            yield "underlined", (value(child) or "single") not in _OFF
        elif tag == "color":
            colour = value(child) or "auto"
            yield "colour", None if colour == "auto" else colour.upper()
        elif tag == "vertAlign":
            yield "raised", value(child) in {"superscript", "subscript"}


def _fonts(fonts: etree._Element) -> Iterator[tuple[str, Any]]:
    """Yield the fonts for ASCII and for other letters; a theme's font wins over a named one."""
    for script in ("ascii", "hAnsi"):
        theme = value(fonts, f"{script}Theme")
        name = value(fonts, script)
        if theme is not None:
            yield script, f"+{theme}"
        elif name is not None:
            yield script, name


def paragraph_properties(source: etree._Element | None) -> Properties:
    """Return what a ``w:pPr`` sets, and nothing that it leaves open."""
    if source is None:
        return {}
    return dict(_paragraph_properties(source))


def _paragraph_properties(source: etree._Element) -> Iterator[tuple[str, Any]]:
    for child in source.iterchildren(f"{WORD}*"):
        tag = child.tag.removeprefix(WORD)
        if tag == "jc":
            yield "alignment", _ALIGNED.get(value(child) or "")
        elif tag == "ind":
            yield from _indents(child)
        elif tag == "spacing":
            yield from _spacing(child)
        elif tag == "pBdr":
            yield from _borders(child)
        elif tag == "numPr":
            yield "numbering", value(child.find(f"{WORD}numId"))
            yield "level", int(number(child.find(f"{WORD}ilvl")) or 0)
        elif tag == "contextualSpacing":
            yield "contextual", is_on(child)


def _indents(indents: etree._Element) -> Iterator[tuple[str, Any]]:
    for names, key in ((("left", "start"), "left"), (("right", "end"), "right")):
        found = next((length for name in names if (length := number(indents, name)) is not None), None)
        if found is not None:
            yield key, found * TWIP_MM
    hanging, first = number(indents, "hanging"), number(indents, "firstLine")
    if hanging is not None:
        yield "first", -hanging * TWIP_MM
    elif first is not None:
        yield "first", first * TWIP_MM


def _spacing(spacing: etree._Element) -> Iterator[tuple[str, Any]]:
    for key in ("before", "after"):
        twips = number(spacing, key)
        if (value(spacing, f"{key}Autospacing") or "0") not in _OFF:
            yield key, _AUTO_GAP_PT
        elif twips is not None:
            yield key, twips / 20
    line = number(spacing, "line")
    if line is not None:
        yield "spacing", _line_spacing(line, value(spacing, "lineRule"))


def _line_spacing(line: float, rule: str | None) -> LineSpacing:
    if rule == "exact":
        return LineSpacing(exact_pt=line / 20)
    if rule == "atLeast":
        return LineSpacing(least_pt=line / 20)
    return LineSpacing(lines=line / 240)


def _borders(borders: etree._Element) -> Iterator[tuple[str, Any]]:
    for side in ("top", "bottom", "left", "right"):
        border = borders.find(WORD + side)
        if border is not None:
            yield f"{side}_border", (value(border) or "none") not in {"none", "nil"}
