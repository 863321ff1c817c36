"""Write findings into a Word file, as comments at their place."""

from datetime import datetime
from itertools import count
from typing import Final

from lxml import etree

from generator.checks.finding import Finding
from generator.checks.observed import Place
from generator.checks.word_copy import WordCopy
from generator.checks.word_file import WORD

_AUTHOR: Final = "vanthu"
_INITIALS: Final = "VT"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def annotate(data: bytes, name: str, findings: tuple[Finding, ...], *, at: datetime) -> bytes:
    """Return a copy of a Word file with one comment for each finding; other parts stay byte for byte.

    Word allows no comments in running heads, notes and text boxes: those stand at the paragraph that holds
    the box, or at the first one of the text, as do findings about the document as a whole.

    Raises:
        DocumentUnreadableError: when the file cannot be read.
        DocumentFrozenError: when it is signed.
    """
    copy = WordCopy(data, name)
    if not findings:
        return copy.packed()
    comments = _comments(copy)
    taken = [int(entry.get(f"{WORD}id", "-1")) for entry in comments]
    ids = count(max(taken, default=-1) + 1)
    root = copy.root(copy.main_part)
    paragraphs = list(root.iter(f"{WORD}p"))
    for finding in findings:
        number = str(next(ids))
        comments.append(_comment(finding, number, at))
        _mark(_paragraph(paragraphs, finding.place, copy.main_part), number)
    return copy.packed()


def _comments(copy: WordCopy) -> etree._Element:
    part = copy.part_of("comments")
    if part is not None:
        return copy.root(part)
    root = etree.Element(f"{WORD}comments", nsmap={"w": WORD[1:-1]})
    copy.add_part("comments", copy.free_name("comments"), root)
    return root


def _paragraph(paragraphs: list[etree._Element], place: Place | None, main_part: str) -> etree._Element:
    if place is None or place.part != main_part or place.index >= len(paragraphs):
        return _first_with_words(paragraphs)
    paragraph = paragraphs[place.index]
    boxes = list(paragraph.iterancestors(f"{WORD}txbxContent"))
    outer = next(boxes[-1].iterancestors(f"{WORD}p"), None) if boxes else None
    return paragraph if outer is None else outer


def _first_with_words(paragraphs: list[etree._Element]) -> etree._Element:
    worded = (one for one in paragraphs if one.find(f"{WORD}r/{WORD}t") is not None)
    return next(worded, paragraphs[0])


def _comment(finding: Finding, number: str, at: datetime) -> etree._Element:
    comment = _element("comment", id=number, author=_AUTHOR, initials=_INITIALS)
    comment.set(f"{WORD}date", at.isoformat(timespec="seconds"))
    paragraph = etree.SubElement(comment, f"{WORD}p")
    for text in (f"[{finding.rule} · {finding.severity}] ", finding.sentence, f" ({finding.clause})"):
        run = etree.SubElement(paragraph, f"{WORD}r")
        written = etree.SubElement(run, f"{WORD}t")
        written.text = "".join(letter for letter in text if letter.isprintable())
        written.set(_SPACE, "preserve")
    return comment


def _mark(paragraph: etree._Element, number: str) -> None:
    """Put the comment's range around the paragraph's content and its reference behind it."""
    properties = paragraph.find(f"{WORD}pPr")
    start = 0 if properties is None else paragraph.index(properties) + 1
    paragraph.insert(start, _element("commentRangeStart", id=number))
    paragraph.append(_element("commentRangeEnd", id=number))
    run = etree.SubElement(paragraph, f"{WORD}r")
    run.append(_element("commentReference", id=number))


def _element(tag: str, **attributes: str) -> etree._Element:
    made = etree.Element(WORD + tag)
    for name, value in attributes.items():
        made.set(WORD + name, value)
    return made
