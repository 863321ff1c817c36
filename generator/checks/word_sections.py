"""The sections of a Word file: paper, margins, running heads and page numbers."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from generator.checks.observed import (
    Aligned,
    Area,
    NumberBand,
    PageNumberSeen,
    SeenParagraph,
    SeenSection,
)
from generator.checks.word_file import WORD, WordFile
from generator.checks.word_numbering import Numbering
from generator.checks.word_properties import TWIP_MM, is_on, number, value
from generator.checks.word_rooms import Room
from generator.checks.word_styles import Styles
from generator.checks.word_text import WordText, resettled

_LETTER_TWIPS: Final = {"w": 12240.0, "h": 15840.0}
"""What Word takes where a section names no paper: Letter."""
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SIDES: Final = {"top": 1440.0, "bottom": 1440.0, "left": 1440.0, "right": 1440.0, "gutter": 0.0}
_BANDS: Final = (NumberBand.HEADER, NumberBand.FOOTER)
_AFTER_TABS: Final = {0: None, 1: Aligned.CENTRE}
"""Where a number stands after so many tabs: a running head has stops at its middle and right edge."""
_MIDDLE: Final = 0.08
"""A box whose middle is nearer than this to the middle of the text, as a share of its width, is centred."""
_FRAMED: Final = {
    "center": Aligned.CENTRE,
    "right": Aligned.RIGHT,
    "outside": Aligned.RIGHT,
    "left": Aligned.LEFT,
}


class Sections:
    """All sections of the main part, in order."""

    def __init__(self, file: WordFile, root: etree._Element) -> None:
        self._file = file
        self._elements = list(root.iter(f"{WORD}sectPr"))
        self._elements = [one for one in self._elements if one.getparent().tag != f"{WORD}sectPrChange"]
        self._relations = file.relations(file.main_part)
        self.papers = tuple(_paper(element) for element in self._elements) or (_paper(root),)

    def rooms(self) -> tuple[Room, ...]:
        """Return the text area of each section."""
        return tuple(
            Room(left=0.0, right=paper.text_width_mm or paper.width_mm, area=Area.BODY)
            for paper in self.papers
        )

    def read(self, styles: Styles) -> Iterator[tuple[SeenSection, list[SeenParagraph]]]:
        """Yield each section with its running heads and feet; what it lacks it has from the one before."""
        references: dict[tuple[str, str], str] = {}
        rooms = self.rooms()
        elements = self._elements or [etree.Element(f"{WORD}sectPr")]
        for count, (element, paper) in enumerate(zip(elements, self.papers, strict=True)):
            references |= self._references(element)
            bands: list[SeenParagraph] = []
            numbers: list[PageNumberSeen] = []
            for (band, kind), part in _shown(references, element):
                text = WordText(self._file.parse(part), part, styles, Numbering(self._file))
                room = Room(left=0.0, right=rooms[count].right, area=Area(band))
                seen = [resettled(paragraph, count) for paragraph in text.paragraphs((room,))]
                bands += seen
                is_first = kind == "first" or not _has_title(element)
                numbers += _numbers(seen, text, room, NumberBand(band), is_first=is_first)
            yield _numbered(paper, element, numbers), bands

    def _references(self, element: etree._Element) -> dict[tuple[str, str], str]:
        found = {}
        for band in _BANDS:
            for reference in element.iterfind(f"{WORD}{band}Reference"):
                relation = self._relations.get(str(reference.get(_RELATION)))
                if relation is not None and self._file.has(relation.target):
                    found[band.value, value(reference, "type") or "default"] = relation.target
        return found


def _shown(
    references: dict[tuple[str, str], str], element: etree._Element
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the heads and feet that a section prints; those of even pages repeat the others."""
    kinds = {"default", "first"} if _has_title(element) else {"default"}
    return ((key, part) for key, part in references.items() if key[1] in kinds)


def _numbers(
    seen: list[SeenParagraph], text: WordText, room: Room, band: NumberBand, *, is_first: bool
) -> Iterator[PageNumberSeen]:
    paragraphs = list(text.root.iter(f"{WORD}p"))
    for index, tabs in text.page_fields.items():
        paragraph = next(one for one in seen if one.place.index == index)
        framed = value(paragraphs[index].find(f"{WORD}pPr/{WORD}framePr"), "xAlign")
        after_tabs = _AFTER_TABS.get(tabs, Aligned.RIGHT)
        placed = _FRAMED.get(framed or "") or after_tabs or _in_box(paragraph, room)
        yield PageNumberSeen(
            band=band,
            alignment=placed or paragraph.alignment or Aligned.LEFT,
            place=paragraph.place,
            on_first_page=is_first,
            size_pt=paragraph.size_pt,
        )


def _in_box(paragraph: SeenParagraph, room: Room) -> Aligned | None:
    """Return where a text box or a cell stands that holds the number; None for one as wide as the text."""
    middle, width = paragraph.place.middle_mm, room.right - room.left
    if paragraph.place.area not in {Area.FRAME, Area.CELL} or middle is None or not width:
        return None
    share = middle / width
    if abs(share - 1 / 2) < _MIDDLE:
        return Aligned.CENTRE if paragraph.place.area is Area.FRAME else None
    return Aligned.LEFT if share < 1 / 2 else Aligned.RIGHT


def _numbered(paper: SeenSection, element: etree._Element, numbers: list[PageNumberSeen]) -> SeenSection:
    start = number(element.find(f"{WORD}pgNumType"), "start")
    return SeenSection(
        width_mm=paper.width_mm,
        height_mm=paper.height_mm,
        top_mm=paper.top_mm,
        bottom_mm=paper.bottom_mm,
        left_mm=paper.left_mm,
        right_mm=paper.right_mm,
        numbers=tuple(numbers),
        restarts_at=None if start is None else int(start),
        same_page=value(element.find(f"{WORD}type")) == "continuous",
    )


def _paper(element: etree._Element) -> SeenSection:
    size, margins = element.find(f"{WORD}pgSz"), element.find(f"{WORD}pgMar")
    width, height = ((number(size, side) or default) * TWIP_MM for side, default in _LETTER_TWIPS.items())
    edges = {side: _or(number(margins, side), default) * TWIP_MM for side, default in _SIDES.items()}
    return SeenSection(
        width_mm=width,
        height_mm=height,
        top_mm=abs(edges["top"]),
        bottom_mm=abs(edges["bottom"]),
        left_mm=edges["left"] + edges["gutter"],
        right_mm=edges["right"],
    )


def _has_title(element: etree._Element) -> bool:
    """Whether the first page of a section has its own head and foot."""
    return is_on(element.find(f"{WORD}titlePg"))


def _or(found: float | None, otherwise: float) -> float:
    return otherwise if found is None else found
