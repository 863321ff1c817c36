"""Read a Word file (DOCX) for the checker: everything resolved that styles and defaults say."""

from typing import Final

from generator.checks.observed import Area, Observed, Seen, SeenParagraph
from generator.checks.word_file import WordFile
from generator.checks.word_numbering import Numbering
from generator.checks.word_pictures import pictures
from generator.checks.word_rooms import Room
from generator.checks.word_sections import Sections
from generator.checks.word_styles import Styles
from generator.checks.word_text import WordText

_PROPERTIES: Final = "docProps/app.xml"


def read_word(data: bytes, name: str) -> Observed:
    """Read a Word file.

    Raises:
        DocumentUnreadableError: when it is damaged, under a password, or unpacks too large.
    """
    file = WordFile(data, name)
    part = file.main_part
    root = file.parse(part)
    styles = Styles(file)
    layout = Sections(file, root)
    margins = tuple(paper.left_mm for paper in layout.papers)
    text = WordText(root, part, styles, Numbering(file), left_margins=margins)
    paragraphs = tuple(text.paragraphs(layout.rooms()))
    sections = list(layout.read(styles))
    return Observed(
        seen=Seen.STRUCTURE,
        paragraphs=paragraphs,
        bands=(*(band for _, bands in sections for band in bands), *_notes(file, styles)),
        sections=tuple(section for section, _ in sections),
        pages=_pages(file),
        pictures=tuple(pictures(file, root)),
        is_signed=file.is_signed,
    )


def _notes(file: WordFile, styles: Styles) -> list[SeenParagraph]:
    found: list[SeenParagraph] = []
    for relation in file.relations(file.main_part).values():
        if relation.kind in {"footnotes", "endnotes"} and file.has(relation.target):
            text = WordText(file.parse(relation.target), relation.target, styles, Numbering(file))
            room = Room(left=0.0, right=0.0, area=Area.NOTE)
            found += (paragraph for paragraph in text.paragraphs((room,)) if paragraph.text)
    return found


def _pages(file: WordFile) -> int | None:
    """Return how many pages the program that wrote the file counted."""
    if not file.has(_PROPERTIES):
        return None
    written = file.parse(_PROPERTIES).findtext("{*}Pages")
    return int(written) if written and written.isdigit() and int(written) > 0 else None
