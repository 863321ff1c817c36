"""Small changes to the XML of a Word file, each in the place that the schema wants."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from generator.checks.observed import Place
from generator.checks.word_copy import WordCopy
from generator.checks.word_file import WORD

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT_PARTS: Final = frozenset({"header", "footer", "footnotes", "endnotes"})
_RUN_ORDER: Final = (
    *(
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "caps",
        "smallCaps",
        "strike",
        "dstrike",
        "outline",
        "shadow",
    ),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
    *(
        "position",
        "sz",
        "szCs",
        "highlight",
        "u",
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
    ),
    *("em", "lang", "eastAsianLayout", "specVanish", "oMath"),
)
_SECTION_END: Final = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")


def text_parts(copy: WordCopy) -> Iterator[str]:
    """Yield the parts that hold words people read."""
    yield copy.main_part
    relations = copy.file.relations(copy.main_part).values()
    for part in dict.fromkeys(one.target for one in relations if one.kind in _TEXT_PARTS):
        if copy.file.has(part):
            yield part


def paragraph_at(copy: WordCopy, place: Place | None) -> etree._Element | None:
    """Return the paragraph of a place."""
    if place is None or not place.part:
        return None
    paragraphs = list(copy.root(place.part).iter(f"{WORD}p"))
    return paragraphs[place.index] if place.index < len(paragraphs) else None


def own_runs(paragraph: etree._Element) -> list[etree._Element]:
    """Return the runs of a paragraph without those of text boxes in it."""
    return [run for run in paragraph.iter(f"{WORD}r") if next(run.iterancestors(f"{WORD}p")) is paragraph]


def own_texts(paragraph: etree._Element) -> list[etree._Element]:
    """Return the pieces of text of a paragraph in their order."""
    return [text for run in own_runs(paragraph) for text in run.iterchildren(f"{WORD}t")]


def spread_text(piece: etree._Element, text: str) -> None:
    """Replace the words of a piece of text."""
    piece.text = text
    if text.strip() != text:
        piece.set(_SPACE, "preserve")


def run_properties_of(run: etree._Element) -> etree._Element:
    """Return the properties of a run, made where it has none."""
    properties = run.find(f"{WORD}rPr")
    if properties is None:
        properties = etree.Element(f"{WORD}rPr")
        run.insert(0, properties)
    return properties


def set_property(properties: etree._Element, tag: str, value: str | None = None) -> None:
    """Set one property of a run; without a value it is a switch turned on."""
    found = properties.find(WORD + tag)
    if found is None:
        rank = _RUN_ORDER.index(tag)
        later = {WORD + name for name in _RUN_ORDER[rank + 1 :]}
        position = next((at for at, child in enumerate(properties) if child.tag in later), len(properties))
        found = etree.Element(WORD + tag)
        properties.insert(position, found)
    if value is None:
        found.attrib.pop(f"{WORD}val", None)
    else:
        found.set(f"{WORD}val", value)


def set_size(run: etree._Element, points: float) -> None:
    """Set the size of a run."""
    for tag in ("sz", "szCs"):
        set_property(run_properties_of(run), tag, str(round(points * 2)))


def sections_of(copy: WordCopy) -> list[etree._Element]:
    """Return the sections of the text; an unmarked document gets its only one."""
    root = copy.root(copy.main_part)
    found = [one for one in root.iter(f"{WORD}sectPr") if one.getparent().tag != f"{WORD}sectPrChange"]
    body = root.find(f"{WORD}body")
    return found or ([] if body is None else [etree.SubElement(body, f"{WORD}sectPr")])


def turn_on_title_page(section: etree._Element) -> None:
    """Give the first page of a section its own head and foot."""
    for old in section.findall(f"{WORD}titlePg"):
        section.remove(old)
    ends = {WORD + name for name in _SECTION_END}
    position = next((at for at, child in enumerate(section) if child.tag in ends), len(section))
    section.insert(position, etree.Element(f"{WORD}titlePg"))
