"""Other documents on later pages of a file: two dispatches that went through the scanner together.

A page begins one when it has a letterhead of its own: national name, body, number and symbol, and on given
text the date, all filled in as on no form. What the first document cites, or says that it sends along, is its
annex.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice, pairwise
from typing import Final

from archive.read_document import Line, Page, ReadDocument
from archive.recognition.passage import fold_in_place
from archive.recognition.patterns import pattern
from model.document_code import DocumentCode
from model.identification import FurtherDocument, Identification, TextSource
from model.vietnamese import fold

_TOP_LINES: Final = 12
"""Within so many lines of a page a letterhead has begun."""
_DEEPEST: Final = 0.4
"""Share of the page's height above which the national name of a document stands."""

Recognise = Callable[[ReadDocument], Identification]


def further_documents(
    document: ReadDocument, first: Identification, recognise: Recognise
) -> tuple[FurtherDocument, ...]:
    """Return the documents that seem to begin on later pages; ``recognise`` reads the pages of one."""
    pages = document.pages
    begins = [index for index, page in enumerate(pages) if index and _has_letterhead(page)]
    known = [first]
    starts: list[int] = []
    for start, end in pairwise((*begins, len(pages))):
        found = recognise(replace(document, pages=pages[start:end], members=(), children=()))
        if _stands_alone(found) and not any(_belongs_to(found, one) for one in known):
            known.append(found)
            starts.append(start)
    return tuple(
        FurtherDocument(first=start + 1, last=end, found=found)
        for (start, end), found in zip(pairwise((*starts, len(pages))), known[1:], strict=True)
    )


def _has_letterhead(page: Page) -> bool:
    if page.number is None:
        return False
    top = islice((line for line in page.lines if line.text.strip()), _TOP_LINES)
    return any(_names_the_country(line, page.height) for line in top)


def _names_the_country(line: Line, height: float | None) -> bool:
    if height is not None and line.box is not None and line.box[1] > _DEEPEST * height:
        return False
    folded = fold_in_place(line.text)
    return any(pattern("header", name).search(folded) for name in ("national_name", "motto"))


def _stands_alone(found: Identification) -> bool:
    """Whether enough of a letterhead is filled in; days and months are often written by hand on scans."""
    if found.code is None or found.organ is None or not any(map(str.isalpha, found.code.value.symbol)):
        return False
    if found.text_source is TextSource.OCR:
        return True
    return found.code.value.has_number and found.date is not None


def _belongs_to(found: Identification, one: Identification) -> bool:
    """Whether a document is sent along with another, or is that very one again."""
    if found.code is None:
        return True
    is_alike = one.code is not None and _may_be_same(found.code.value, one.code.value)
    if is_alike and _says_nothing_else(found, one):
        return True
    cited = (reading.value for reading in (*one.replies_to, *one.refers_to))
    return bool(one.attachments) or any(_may_be_same(found.code.value, code) for code in cited)


def _may_be_same(one: DocumentCode, other: DocumentCode) -> bool:
    """Whether two codes can be the same, an unread number being any."""
    if fold(one.symbol) != fold(other.symbol):
        return False
    return not (one.has_number and other.has_number) or one.number == other.number


def _says_nothing_else(found: Identification, one: Identification) -> bool:
    """Whether nothing in a letterhead tells the document from another of its symbol."""
    if found.subject is None or one.subject is None:
        return True
    return fold(found.subject.value) == fold(one.subject.value)
