"""Walk a part of a Word file: its paragraphs as seen, in the order of reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from generator.checks.observed import DrawnAs, LineSpacing, Place, RuleLine, SeenParagraph, SeenRun
from generator.checks.word_drawings import Drawing, drawings
from generator.checks.word_file import WORD
from generator.checks.word_numbering import Numbering
from generator.checks.word_properties import Properties, paragraph_properties, run_properties, value
from generator.checks.word_rooms import Room, cells, frame, text_box
from generator.checks.word_styles import Styles

_SKIPPED: Final = frozenset(
    {"del", "moveFrom", "rPr", "pPr", "tblPr", "tblGrid", "sectPr", "sdtPr", "footnoteRef", "endnoteRef"}
)
_BREAKS: Final = frozenset({"br", "cr"})
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PAGE = re.compile(r"\s*PAGE\b")
_LAYOUT: Final = frozenset({"drawing", "pict", "object"})


@dataclass(slots=True)
class _Piece:
    """What is gathered between two breaks of a paragraph."""

    runs: list[SeenRun] = field(default_factory=list)
    rules: list[RuleLine] = field(default_factory=list)
    pictures: int = 0


@dataclass(slots=True)
class WordText:
    """One part of the package on its way to paragraphs; after the walk the fields tell what it met."""

    root: etree._Element
    part: str
    styles: Styles
    numbering: Numbering
    left_margins: tuple[float | None, ...] = ()
    """Of each section of the document."""
    page_fields: dict[int, int] = field(default_factory=dict)
    """Paragraphs that print the page number, and how many tabs stand before it."""
    _indexes: dict[etree._Element, int] = field(default_factory=dict)
    _tables: int = 0
    _section: int = 0
    _runs: int = 0
    _boxes: list[tuple[etree._Element, Room]] = field(default_factory=list)

    def paragraphs(self, rooms: tuple[Room, ...]) -> Iterator[SeenParagraph]:
        """Yield the paragraphs; ``rooms`` holds the text area of each section."""
        self._indexes = {element: index for index, element in enumerate(self.root.iter(f"{WORD}p"))}
        body = self.root.find(f"{WORD}body")
        for block in (self.root if body is None else body).iterchildren(f"{WORD}*"):
            yield from self._block(block, rooms[min(self._section, len(rooms) - 1)])

    def _block(self, element: etree._Element, room: Room) -> Iterator[SeenParagraph]:
        tag = element.tag.removeprefix(WORD)
        if tag == "p":
            yield from self._paragraph(element, room)
            self._section += element.find(f"{WORD}pPr/{WORD}sectPr") is not None
        elif tag == "tbl":
            self._tables += 1
            for cell in cells(element, self._tables - 1, room, self.styles):
                yield from self._blocks(cell.element, cell.room)
        elif tag not in _SKIPPED:
            yield from self._blocks(element, room)

    def _blocks(self, parent: etree._Element, room: Room) -> Iterator[SeenParagraph]:
        for child in parent.iterchildren(f"{WORD}*"):
            yield from self._block(child, room)

    def _paragraph(self, element: etree._Element, room: Room) -> Iterator[SeenParagraph]:
        direct = element.find(f"{WORD}pPr")
        style = value(None if direct is None else direct.find(f"{WORD}pStyle"))
        room = frame(direct, room, self._left_margin)
        properties = self.styles.paragraph(style, room.table_style)
        own = paragraph_properties(direct)
        number_id = own.get("numbering", properties.get("numbering"))
        level = int(own.get("level") or properties.get("level") or 0)
        properties = properties | self.numbering.properties(number_id, level) | own
        pieces = [_Piece()]
        self._runs = 0
        outer, self._boxes = self._boxes, []
        self._gather(element, (style, room), pieces, self._indexes[element])
        boxes, self._boxes = self._boxes, outer
        label = self.numbering.label(number_id, level)
        yield from self._seen(pieces, properties, self._place(element, room), label)
        for content, box in boxes:
            yield from self._blocks(content, box)

    def _place(self, element: etree._Element, room: Room) -> Place:
        return Place(
            area=room.area,
            part=self.part,
            index=self._indexes[element],
            section=self._section,
            cell=room.cell,
            left_mm=room.left,
            right_mm=room.right,
        )

    def _seen(
        self, pieces: list[_Piece], properties: Properties, place: Place, label: str
    ) -> Iterator[SeenParagraph]:
        """Yield one paragraph per line that its author ended; gaps and borders belong to the outer ones."""
        last = len(pieces) - 1
        left, right = properties.get("left", 0.0), properties.get("right", 0.0)
        framed = all(properties.get(f"{side}_border") for side in ("top", "bottom", "left", "right"))
        bottom = bool(properties.get("bottom_border")) and not framed
        border = RuleLine(
            drawn_as=DrawnAs.BORDER, length_mm=max((place.width_mm or 0.0) - max(left, 0) - max(right, 0), 0)
        )
        for count, piece in enumerate(pieces):
            yield SeenParagraph(
                runs=tuple(piece.runs),
                place=place,
                alignment=properties.get("alignment"),
                left_indent_mm=left,
                right_indent_mm=right,
                first_line_mm=properties.get("first", 0.0) if count == 0 else 0.0,
                before_pt=properties.get("before", 0.0) if count == 0 else 0.0,
                after_pt=properties.get("after", 0.0) if count == last else 0.0,
                spacing=properties.get("spacing", LineSpacing()),
                numbering=label if count == 0 else "",
                rules=(*piece.rules, *((border,) if bottom and count == last else ())),
                rule_above=bool(properties.get("top_border")) and not framed and count == 0,
                framed=framed,
                pictures=piece.pictures,
                continued=count > 0,
            )

    def _gather(
        self, parent: etree._Element, context: tuple[str | None, Room], pieces: list[_Piece], index: int
    ) -> None:
        for element in parent.iterchildren("{*}*"):
            tag = str(element.tag).removeprefix(WORD)
            if tag == "r":
                self._run(element, context, pieces, index)
                self._runs += 1
            elif tag == "fldSimple" and _PAGE.match(value(element, "instr") or ""):
                self._page_field(pieces, index)
                self._gather(element, context, pieces, index)
            elif tag not in _SKIPPED and tag != _FALLBACK:
                self._gather(element, context, pieces, index)

    def _run(
        self, run: etree._Element, context: tuple[str | None, Room], pieces: list[_Piece], index: int
    ) -> None:
        style, room = context
        direct = run.find(f"{WORD}rPr")
        character = value(None if direct is None else direct.find(f"{WORD}rStyle"))
        look = self.styles.run(style, character, room.table_style) | run_properties(direct)
        text = ""
        for element in run.iterchildren("{*}*"):
            tag = str(element.tag).removeprefix(WORD)
            if tag == "t":
                text += element.text or ""
            elif tag == "sym":
                text += chr(int(value(element, "char") or "25A1", 16))
            elif tag in _SIGNS:
                text += _SIGNS[tag]
            elif tag in _BREAKS:
                self._end(pieces, text, look)
                text = ""
                pieces.append(_Piece())
            elif tag == "instrText" and _PAGE.match(element.text or ""):
                self._page_field(pieces, index)
            elif tag in _LAYOUT or tag.endswith("}AlternateContent"):
                self._drawing(element, room, pieces[-1])
        self._end(pieces, text, look)

    def _end(self, pieces: list[_Piece], text: str, look: Properties) -> None:
        if not text or look.get("hidden"):
            return
        script = "ascii" if text.isascii() else "hAnsi"
        pieces[-1].runs.append(
            SeenRun(
                text=text.upper() if look.get("caps") else text,
                font=self.styles.font(look.get(script) or look.get("ascii")),
                size_pt=look.get("size", 10.0),
                bold=bool(look.get("bold")),
                italic=bool(look.get("italic")),
                underlined=bool(look.get("underlined")),
                raised=bool(look.get("raised")),
                colour=look.get("colour"),
                start=self._runs,
            )
        )

    def _page_field(self, pieces: list[_Piece], index: int) -> None:
        self.page_fields[index] = sum(run.text.count("\t") for run in pieces[-1].runs)

    def _drawing(self, element: etree._Element, room: Room, piece: _Piece) -> None:
        choice = next((child for child in element.iterchildren("{*}Choice")), element)
        drawn = list(drawings(choice))
        for drawing in drawn:
            rule = drawing.rule
            if rule is not None:
                piece.rules.append(replace(rule, middle_mm=self._middle(drawing, room)))
            elif drawing.is_picture:
                piece.pictures += 1
        contents = list(choice.iter(f"{WORD}txbxContent"))
        boxes = [drawing for drawing in drawn if drawing.rule is None and not drawing.is_picture]
        for count, content in enumerate(contents):
            inner = text_box(boxes[count], room, self._left_margin) if count < len(boxes) else room
            self._boxes.append((content, inner))

    def _middle(self, drawing: Drawing, room: Room) -> float | None:
        if drawing.left_mm is None or drawing.width_mm is None:
            return None
        start = -(self._left_margin or 0.0) if drawing.from_page else room.left
        return start + drawing.left_mm + drawing.width_mm / 2

    @property
    def _left_margin(self) -> float | None:
        return (
            self.left_margins[min(self._section, len(self.left_margins) - 1)] if self.left_margins else None
        )


def resettled(paragraph: SeenParagraph, section: int) -> SeenParagraph:
    """Return a paragraph of a running head as one of a section."""
    return replace(paragraph, place=replace(paragraph.place, section=section))
