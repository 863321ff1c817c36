"""The fonts that the styles of a Word document give to its text: legacy fonts change what letters say."""

import re
from typing import Final

from lxml import etree

_LEGACY: Final = re.compile(rb'"(?:\.vn|vni[- ])', re.IGNORECASE)
_DEEPEST: Final = 12


class StyleFonts:
    """The font of each style, worked out when it is asked for."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._paragraph = ""
        for element in () if root is None else root.iterchildren("{*}*"):
            local = etree.QName(element).localname
            if local == "docDefaults":
                self._default = next((font_of(one) for one in element.iter("{*}rPr")), "")
            elif local == "style":
                self._add(element)

    def _add(self, style: etree._Element) -> None:
        number = _attribute(style, "styleId")
        self._styles[number] = style
        if _attribute(style, "type") == "paragraph" and _attribute(style, "default") in {"1", "true", "on"}:
            self._paragraph = number

    def of_paragraph(self, properties: etree._Element | None) -> str:
        """Return the font that a paragraph's style gives to its runs."""
        named = "" if properties is None else _child_value(properties, "pStyle")
        return self._of_style(named or self._paragraph) or self._default

    def of_run(self, properties: etree._Element | None, inherited: str) -> str:
        """Return the font of a run in a paragraph whose style gives it another one."""
        if properties is None:
            return inherited
        return font_of(properties) or self._of_style(_child_value(properties, "rStyle")) or inherited

    def _of_style(self, number: str, depth: int = _DEEPEST) -> str:
        style = self._styles.get(number)
        if style is None or not depth:
            return ""
        properties = style.find("{*}rPr")
        own = "" if properties is None else font_of(properties)
        return own or self._of_style(_child_value(style, "basedOn"), depth - 1)


def may_be_legacy(styles: bytes) -> bool:
    """Whether the part with the styles names a font of the time before Unicode."""
    return _LEGACY.search(styles) is not None


def font_of(properties: etree._Element) -> str:
    """Return the font of letters beyond ASCII that properties of a run name, or nothing."""
    fonts = properties.find("{*}rFonts")
    if fonts is None:
        return ""
    return _attribute(fonts, "hAnsi") or _attribute(fonts, "ascii")


def _child_value(parent: etree._Element, name: str) -> str:
    child = parent.find(f"{{*}}{name}")
    return "" if child is None else _attribute(child, "val")


def _attribute(element: etree._Element, name: str) -> str:
    namespace = str(element.tag).partition("}")[0] + "}"
    return str(element.get(f"{namespace}{name}") or "")
