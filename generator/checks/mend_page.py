"""Mend the page: margins in their range, the page number where the profile has it and not on page 1."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from generator.checks.damage import Damage
from generator.checks.word_copy import WordCopy
from generator.checks.word_edits import own_texts, sections_of, turn_on_title_page
from generator.checks.word_file import WORD
from model.layout_profile import LayoutProfile

_RANGES_MM: Final = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_TWIPS_PER_MM: Final = 1440 / 25.4
_TOLERANCE: Final = 0.5 * _TWIPS_PER_MM
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACES: Final = {
    LayoutProfile.ND30_2020: ("header", "center"),
    LayoutProfile.TT01_2011: ("footer", "right"),
}
_ROOTS: Final = {"header": "hdr", "footer": "ftr"}
_PAGE = re.compile(r"\s*PAGE\b")
_ONLY_A_NUMBER = re.compile(r"[\s\d\-–—.]*")
_PLACING: Final = ("framePr", "tabs", "ind", "jc")
_BEFORE_JC: Final = frozenset(
    {
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
        *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd"),
        *("snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap"),
    }
)
_SIZE_PT: Final = 14


def mend_margins(damage: Damage) -> None:
    """Move each margin of upright pages to the nearer end of its range."""
    for section in sections_of(damage.copy):
        margins, paper = section.find(f"{WORD}pgMar"), section.find(f"{WORD}pgSz")
        if margins is None or paper is None or _is_turned(paper):
            continue
        gutter = _twips(margins, "gutter")
        for side, (least, most) in _RANGES_MM.items():
            extra = gutter if side == "left" else 0.0
            length = abs(_twips(margins, side)) + extra
            low, high = least * _TWIPS_PER_MM, most * _TWIPS_PER_MM
            if not low - _TOLERANCE <= length <= high + _TOLERANCE:
                margins.set(WORD + side, str(round(min(max(length, low), high) - extra)))


def _is_turned(paper: etree._Element) -> bool:
    return _twips(paper, "w") > _twips(paper, "h")


def _twips(element: etree._Element, name: str) -> float:
    try:
        return float(element.get(WORD + name) or 0)
    except ValueError:
        return 0.0


def mend_number_place(damage: Damage) -> None:
    """Put the page number where the profile has it; a number among other words is left alone."""
    wanted, alignment = _PLACES[damage.profile]
    copy = damage.copy
    for band, part in _bands(copy):
        for paragraph in list(_numbers(copy.root(part))):
            if not _is_alone(paragraph):
                return
            if band == wanted:
                _place(paragraph, alignment)
            else:
                _clear(paragraph)
    parts = [part for band, part in _bands(copy, "default") if band == wanted]
    if not parts:
        root = etree.Element(WORD + _ROOTS[wanted], nsmap={"w": WORD[1:-1]})
        root.append(_number_paragraph(alignment))
        _refer(copy, sections_of(copy)[0], wanted, "default", root)
    for part in parts:
        root = copy.root(part)
        if next(_numbers(root), None) is None:
            root.insert(0 if wanted == "header" else len(root), _number_paragraph(alignment))


def mend_first_page(damage: Damage) -> None:
    """Keep the number off page 1; other words of its head and foot stay there."""
    copy = damage.copy
    section = sections_of(copy)[0]
    for _band, part in _bands(copy, "first"):
        for paragraph in list(_numbers(copy.root(part))):
            if _is_alone(paragraph):
                _clear(paragraph)
    if section.find(f"{WORD}titlePg") is not None:
        turn_on_title_page(section)
        return
    firsts = {band for band, _part in _bands(copy, "first", only=section)}
    defaults = list(_bands(copy, "default", only=section))
    turn_on_title_page(section)
    for band, part in defaults:
        if band not in firsts:
            root = _without_number(copy.root(part))
            if root is not None:
                _refer(copy, section, band, "first", root)


def _without_number(root: etree._Element) -> etree._Element | None:
    """Return a copy of a head or foot without its number; None when no words are left, or pictures are."""
    if root.find(f".//{WORD}drawing") is not None or root.find(f".//{WORD}pict") is not None:
        return None
    twin = etree.fromstring(etree.tostring(root))
    for paragraph in list(_numbers(twin)):
        _clear(paragraph)
    texts = (piece.text or "" for piece in twin.iter(f"{WORD}t"))
    return twin if any(text.strip() for text in texts) else None


def _bands(
    copy: WordCopy, kind: str | None = None, only: etree._Element | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the heads and feet that sections refer to, each part once."""
    relations = copy.file.relations(copy.main_part)
    sections = sections_of(copy) if only is None else [only]
    seen: set[str] = set()
    for section in sections:
        for band in _ROOTS:
            for reference in section.iterfind(f"{WORD}{band}Reference"):
                relation = relations.get(str(reference.get(_RELATION)))
                is_wanted = kind is None or (reference.get(f"{WORD}type") or "default") == kind
                if relation and is_wanted and relation.target not in seen and copy.file.has(relation.target):
                    seen.add(relation.target)
                    yield band, relation.target


def _numbers(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs that print the page number."""
    for field in root.iter(f"{WORD}instrText", f"{WORD}fldSimple"):
        code = field.get(f"{WORD}instr") or field.text or ""
        if _PAGE.match(code):
            yield next(field.iterancestors(f"{WORD}p"))


def _is_alone(paragraph: etree._Element) -> bool:
    """Whether nothing but the number is printed, and no text box places it."""
    if next(paragraph.iterancestors(f"{WORD}txbxContent"), None) is not None:
        return False
    text = "".join(piece.text or "" for piece in own_texts(paragraph))
    return _ONLY_A_NUMBER.fullmatch(text) is not None


def _clear(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != f"{WORD}pPr":
            paragraph.remove(child)


def _place(paragraph: etree._Element, alignment: str) -> None:
    for tab in list(paragraph.iter(f"{WORD}tab", f"{WORD}ptab")):
        if tab.getparent().tag == f"{WORD}r":
            tab.getparent().remove(tab)
    properties = paragraph.find(f"{WORD}pPr")
    if properties is None:
        properties = etree.Element(f"{WORD}pPr")
        paragraph.insert(0, properties)
    for name in _PLACING:
        for old in properties.findall(WORD + name):
            properties.remove(old)
    before = {WORD + name for name in _BEFORE_JC}
    position = next((at for at, child in enumerate(properties) if child.tag not in before), len(properties))
    placed = etree.Element(f"{WORD}jc")
    placed.set(f"{WORD}val", alignment)
    properties.insert(position, placed)


def _number_paragraph(alignment: str) -> etree._Element:
    paragraph = etree.Element(f"{WORD}p")
    _place(paragraph, alignment)
    field = etree.SubElement(paragraph, f"{WORD}fldSimple")
    field.set(f"{WORD}instr", " PAGE ")
    run = etree.SubElement(field, f"{WORD}r")
    properties = etree.SubElement(run, f"{WORD}rPr")
    fonts = etree.SubElement(properties, f"{WORD}rFonts")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(WORD + script, "Times New Roman")
    for tag in ("sz", "szCs"):
        etree.SubElement(properties, WORD + tag).set(f"{WORD}val", str(_SIZE_PT * 2))
    etree.SubElement(run, f"{WORD}t").text = "2"
    return paragraph


def _refer(copy: WordCopy, section: etree._Element, band: str, kind: str, root: etree._Element) -> None:
    relation = copy.add_part(band, copy.free_name(band), root)
    reference = etree.Element(f"{WORD}{band}Reference")
    reference.set(f"{WORD}type", kind)
    reference.set(_RELATION, relation)
    section.insert(0, reference)
