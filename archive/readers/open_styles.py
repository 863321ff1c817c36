"""The styles of an OpenDocument text: how the characters of a paragraph or a span look."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

_DEEPEST: Final = 24
_BOLD: Final = frozenset({"bold", "600", "700", "800", "900"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLook:
    """How characters look, as far as it matters to what they say."""

    bold: bool = False
    italic: bool = False
    capital: bool = False
    font: str = ""
    size: float | None = None


class OpenStyles:
    """The styles of all parts; later parts know those of the earlier ones."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._faces: dict[str, str] = {}
        self._looks: dict[str, OpenLook] = {}
        self._default = OpenLook()
        for root in roots:
            for face in root.iter("{*}font-face"):
                self._faces[_attribute(face, "name")] = _attribute(face, "font-family").strip("'\"")
            for style in root.iter("{*}default-style"):
                if _attribute(style, "family") == "paragraph":
                    self._default = self._with(OpenLook(), style)
            for style in root.iter("{*}style"):
                self._styles[_attribute(style, "name")] = style

    def look(self, name: str) -> OpenLook:
        """Return the look of a style with all that it rests on."""
        if name not in self._looks:
            self._looks[name] = self._worked_out(name, _DEEPEST)
        return self._looks[name]

    def _worked_out(self, name: str, depth: int) -> OpenLook:
        style = self._styles.get(name)
        if style is None or not depth:
            return self._default
        return self._with(self._worked_out(_attribute(style, "parent-style-name"), depth - 1), style)

    def _with(self, look: OpenLook, style: etree._Element) -> OpenLook:
        properties = style.find("{*}text-properties")
        if properties is None:
            return look
        weight, slope = _attribute(properties, "font-weight"), _attribute(properties, "font-style")
        case = _attribute(properties, "text-transform"), _attribute(properties, "font-variant")
        size = _attribute(properties, "font-size").removesuffix("pt")
        return replace(
            look,
            bold=weight in _BOLD if weight else look.bold,
            italic=slope != "normal" if slope else look.italic,
            capital="uppercase" in case or "small-caps" in case if any(case) else look.capital,
            font=self._font(properties) or look.font,
            size=float(size) if size.replace(".", "", 1).isdecimal() else look.size,
        )

    def _font(self, properties: etree._Element) -> str:
        named = _attribute(properties, "font-name")
        return self._faces.get(named) or named or _attribute(properties, "font-family").strip("'\"")


def _attribute(element: etree._Element, name: str) -> str:
    found = (value for key, value in element.attrib.items() if str(key).endswith("}" + name))
    return str(next(found, ""))
