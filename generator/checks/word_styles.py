"""The styles of a Word file, each with everything it inherits, and the fonts of its theme."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from lxml import etree

from generator.checks.word_file import WORD, WordFile
from generator.checks.word_properties import (
    TOGGLES,
    Properties,
    paragraph_properties,
    run_properties,
    value,
)

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEEPEST: Final = 32
"""How many styles may stand on one another; a circle ends here."""


class Styles:
    """Look up what a paragraph or run inherits."""

    def __init__(self, file: WordFile) -> None:
        part = file.main_part
        root = file.related(part, "styles")
        self._theme = file.related(part, "theme")
        self._root = root if root is not None else etree.Element(f"{WORD}styles")
        self._by_id = {value(style, "styleId"): style for style in self._root.iter(f"{WORD}style")}
        self._made: dict[tuple[str | None, str], Properties] = {}

    def paragraph(self, style_id: str | None, table_style: str | None) -> Properties:
        """Return the paragraph properties from defaults, table style and paragraph style."""
        own = self._inherited(style_id or self._default("paragraph"), "pPr")
        return self._defaults["pPr"] | self._inherited(table_style, "pPr") | own

    def run(self, paragraph: str | None, character: str | None, table_style: str | None) -> Properties:
        """Return the run properties from defaults and the three styles; switches add up."""
        layers = [
            self._inherited(style_id, "rPr")
            for style_id in (table_style, paragraph or self._default("paragraph"), character)
        ]
        merged = dict(self._defaults["rPr"])
        for layer in layers:
            merged |= layer
        for toggle in TOGGLES:
            flips = sum(bool(layer.get(toggle)) for layer in layers)
            merged[toggle] = bool(self._defaults["rPr"].get(toggle)) or flips % 2 == 1
        return merged

    def font(self, name: str | None) -> str | None:
        """Return the name of a font; ``+minorHAnsi`` is looked up in the theme."""
        if name is None or not name.startswith("+"):
            return name
        family = "majorFont" if name.startswith("+major") else "minorFont"
        if self._theme is None:
            return None
        latin = self._theme.find(f".//{_DRAWING}{family}/{_DRAWING}latin")
        return None if latin is None else str(latin.get("typeface"))

    @cached_property
    def default_table(self) -> str | None:
        """The style of tables that name none."""
        return self._default("table")

    def table_chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """Yield the ``w:tblPr`` of a table style and of those it stands on, the nearest first."""
        for style in self._chain(style_id):
            properties = style.find(f"{WORD}tblPr")
            if properties is not None:
                yield properties

    @cached_property
    def _defaults(self) -> dict[str, Properties]:
        defaults = f"{WORD}docDefaults/{WORD}"
        return {
            "rPr": run_properties(self._root.find(f"{defaults}rPrDefault/{WORD}rPr")),
            "pPr": paragraph_properties(self._root.find(f"{defaults}pPrDefault/{WORD}pPr")),
        }

    def _default(self, kind: str) -> str | None:
        for style_id, style in self._by_id.items():
            if value(style, "type") == kind and (value(style, "default") or "0") in {"1", "true", "on"}:
                return style_id
        return None

    def _inherited(self, style_id: str | None, group: str) -> Properties:
        key = (style_id, group)
        if key not in self._made:
            merged: Properties = {}
            for style in reversed(list(self._chain(style_id))):
                source = style.find(WORD + group)
                merged |= run_properties(source) if group == "rPr" else paragraph_properties(source)
            self._made[key] = merged
        return self._made[key]

    def _chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """Yield a style and those it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            style = self._by_id.get(style_id) if style_id else None
            if style is None:
                return
            yield style
            style_id = value(style.find(f"{WORD}basedOn"))
