"""Read PDF: words with their boxes, from the text layer or from the picture of the page, through pdfium.

pdfium keeps global state and is not safe under threads, so one lock covers every call into it.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
from PIL import Image
from pypdfium2 import raw

from archive.letterhead import has_letterhead
from archive.read_document import MOST_MEMBERS, Line, Member, Page, ReadDocument
from archive.readers.errors import (
    BrokenFileError,
    CrowdedFileError,
    EncryptedFileError,
    OversizedFileError,
    ReadError,
    UnsupportedFormatError,
)
from archive.readers.member_name import member_name
from archive.readers.ocr import OcrFailedError, is_available
from archive.readers.pasted import MANY_PICTURES
from archive.readers.pdf_figures import figures
from archive.readers.pdf_lines import lines_of
from archive.readers.pdf_notes import notes
from archive.readers.pdf_rules import read_rules
from archive.readers.pdf_words import POINT, read_words
from archive.readers.text_layer import TextLayer, judge
from archive.readers.wanted_pages import wanted_pages
from model.identification import TextSource
from model.vietnamese import nfc

if TYPE_CHECKING:
    from archive.readers.pictured_stamp import Stamps

_LOCK = Lock()
_MOST_PAGES = 5_000
_SCAN_SHARE = 0.5
"""A page of which a picture covers this share is a scan, whatever text lies over it."""
_IMAGE_DEPTH = 3
_LARGEST_PAGE = 2400 * 3400
"""Square points, those of A0: a larger page is no letter."""
_WIDEST_SHEET_MM = 300.0
"""A scan whose shorter side is longer does not tell its resolution; it is taken for a letter."""
_LETTER_MM = 210.0
_WITHOUT_INSPECTION = {TextLayer.ABSENT: "pdf-image", TextLayer.GARBLED: "pdf-garbled"}


def read_pdf(data: bytes, name: str) -> ReadDocument:
    """Read a PDF, each page by its text layer if that is the text of the page, else by its picture.

    Raises:
        BrokenFileError: when it has no readable page tree or page.
        EncryptedFileError: when it opens only with a password.
        OversizedFileError: above 5000 pages, or 200 attached files.
        UnsupportedFormatError: when its first page is a picture, or its text layer is garbage, and this
            machine cannot recognise print.
    """
    with _LOCK:
        try:
            with closing(_open(data, name)) as document:
                return _read(document, name, data)
        except pypdfium2.PdfiumError as error:
            raise BrokenFileError(name, "pdf", "page") from error


def page_picture(data: bytes, name: str, number: int, *, dots_per_inch: int) -> Image.Image:
    """Return a page (from 1) as the picture that people see, its annotations with it.

    Raises:
        BrokenFileError: when it has no such page.
        EncryptedFileError: when it opens only with a password.
        OversizedFileError: when the page is larger than any letter.
    """
    with _LOCK:
        try:
            with closing(_open(data, name)) as document:
                _draw_annotations(document)
                with closing(document[number - 1]) as page:
                    if page.get_width() * page.get_height() > _LARGEST_PAGE:
                        raise OversizedFileError(name, "pdf", "pixels")
                    drawn: Image.Image = page.render(scale=dots_per_inch / 72).to_pil()
                    return drawn.convert("RGB")
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise BrokenFileError(name, "pdf", "page") from error


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error.err_code, name) from error


def _refusal(code: int | None, name: str) -> ReadError:
    if code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return EncryptedFileError(name, "pdf")
    return BrokenFileError(name, "pdf", "page tree")


def _read(document: pypdfium2.PdfDocument, name: str, data: bytes) -> ReadDocument:
    if len(document) > _MOST_PAGES:
        raise OversizedFileError(name, "pdf", "pages")
    said = _draw_annotations(document)
    pages, layers, stamps = zip(*_pages(document, name), strict=True)
    found = tuple(filter(None, stamps))
    return ReadDocument(
        format="pdf",
        media_type="application/pdf",
        pages=pages,
        margins=said,
        stamps=tuple(line for one in found for line in one.lines),
        unread=None if all(one.are_all for one in found) else MANY_PICTURES,
        metadata=_metadata(document),
        text_source=TextSource.TEXT if layers[0] is TextLayer.READABLE else TextSource.OCR,
        members=tuple(_attachments(document, name, data)),
    )


def _inspect(first: TextLayer, name: str) -> None:
    """Refuse a document whose first page nobody can read: a secrecy stamp there would go unseen."""
    if first in _WITHOUT_INSPECTION and not is_available():
        raise UnsupportedFormatError(name, _WITHOUT_INSPECTION[first])


def _is_scan(page: pypdfium2.PdfPage) -> bool:
    area = page.get_width() * page.get_height()
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_IMAGE_DEPTH)
    bounds = (image.get_bounds() for image in images)
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    return bool(covered >= _SCAN_SHARE * area)


def _pages(document: pypdfium2.PdfDocument, name: str) -> Iterator[tuple[Page, TextLayer, "Stamps | None"]]:
    """Yield every page with what its text layer is worth, and the stamps on letterheads that are no text.

    Each is loaded once, and its text too.
    """
    wanted = wanted_pages(len(document))
    for index in range(len(document)):
        with closing(document[index]) as page:
            found = None if _is_scan(page) else _with_text(page, index + 1)
            layer = TextLayer.ABSENT if found is None else found[1]
            if index == 0:
                _inspect(layer, name)
            elif found is not None and layer is TextLayer.ABSENT:
                layer = TextLayer.READABLE  # what little stands on a page that is no picture is all of it
            if found is not None and layer is TextLayer.READABLE:
                shown = found[0] if index else _with_drawn_figures(page, found[0])
                yield (
                    shown,
                    layer,
                    None if index and not has_letterhead(shown) else _stamps(page, shown, name),
                )
            elif index in wanted and is_available():
                yield _pictured(page, index + 1), layer, None
            else:
                yield _blank(page, index + 1), layer, None


def _stamps(page: pypdfium2.PdfPage, read: Page, name: str) -> "Stamps | None":
    """Return what figures on a page say that have the shape of a stamp, None where there are none."""
    shown = figures(page, read)
    first = next(shown, None)
    if first is None:
        return None
    from archive.readers.pictured_stamp import stamps_shown  # noqa: PLC0415 - slow to load, and few letters have figures

    stamps = stamps_shown(chain([first], shown))
    if stamps is None:
        raise UnsupportedFormatError(name, _WITHOUT_INSPECTION[TextLayer.ABSENT])
    return stamps


def _with_text(page: pypdfium2.PdfPage, number: int) -> tuple[Page, TextLayer]:
    """Return the page as its text layer has it, and what that is worth."""
    with closing(page.get_textpage()) as text_page:
        layer = judge(nfc(text_page.get_text_range()))
        words = [] if layer is TextLayer.GARBLED else read_words(page, text_page)
    read = replace(_blank(page, number), lines=tuple(lines_of(words)), rules=read_rules(page))
    return read, layer


def _blank(page: pypdfium2.PdfPage, number: int) -> Page:
    return Page(number=number, width=page.get_width() * POINT, height=page.get_height() * POINT)


def _pictured(page: pypdfium2.PdfPage, number: int) -> Page:
    from archive.readers.scan import DOTS_PER_INCH, recognised  # noqa: PLC0415 - slow to load, and most PDF have text

    width = page.get_width()
    if width * page.get_height() > _LARGEST_PAGE:
        return _blank(page, number)
    is_grey = _is_black_and_white(page)
    is_huge = min(width, page.get_height()) * POINT > _WIDEST_SHEET_MM
    shrunk = _LETTER_MM / (min(width, page.get_height()) * POINT) if is_huge else 1.0
    scale = shrunk * DOTS_PER_INCH / 72
    image = page.render(scale=scale, rev_byteorder=not is_grey, grayscale=is_grey).to_pil()
    try:
        return recognised(image, number=number, width_mm=shrunk * width * POINT)
    except OcrFailedError:
        return _blank(page, number)


def _is_black_and_white(page: pypdfium2.PdfPage) -> bool:
    """Whether there is nothing on a page but pictures of one bit a dot: it costs a third drawn in grey."""
    return all(
        isinstance(part, pypdfium2.PdfImage)
        and (picture := part.get_metadata()).bits_per_pixel == 1
        and picture.colorspace == raw.FPDF_COLORSPACE_DEVICEGRAY
        for part in page.get_objects(max_depth=_IMAGE_DEPTH)
    )


def _with_drawn_figures(page: pypdfium2.PdfPage, read: Page) -> Page:
    """Return the first page, number and day looked up in its picture where its text leaves them blank."""
    if page.get_width() * page.get_height() > _LARGEST_PAGE:
        return read
    from archive.readers.drawn_figures import DOTS_PER_INCH, with_drawn_figures  # noqa: PLC0415 - slow to load

    return with_drawn_figures(read, lambda: page.render(scale=DOTS_PER_INCH / 72).to_pil())


def _draw_annotations(document: pypdfium2.PdfDocument) -> tuple[Line, ...]:
    """Make the annotations of page 1 part of its text, in memory, and return what they say, drawn or not.

    Signing software writes number and day there; without this step both are blank in the text layer.
    """
    with closing(document[0]) as page:
        said = tuple(notes(page))
        if raw.FPDFPage_GetAnnotCount(page) > 0:
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    return said


def _attachments(document: pypdfium2.PdfDocument, name: str, data: bytes) -> Iterator[Member]:
    count = document.count_attachments()
    if count > MOST_MEMBERS:
        raise CrowdedFileError(name, count, MOST_MEMBERS)
    for index in range(count):
        attachment = document.get_attachment(index)
        given = member_name(attachment.get_name(), otherwise=f"{index + 1}")
        try:
            contents = bytes(attachment.get_data())
        except pypdfium2.PdfiumError:
            contents = _stream_of_attachment(data, index)
        yield Member(name=given, data=contents)


def _stream_of_attachment(data: bytes, index: int) -> bytes:
    """Return an attached file that pdfium gives no data of; empty when it has none."""
    with pikepdf.open(BytesIO(data)) as document:
        attached = list(document.attachments.values())
        return attached[index].get_file().read_bytes() if index < len(attached) else b""


def _metadata(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Return what the file says of itself; a broken entry must not keep the pages from being read."""
    try:
        return {key: nfc(value) for key, value in document.get_metadata_dict(skip_empty=True).items()}
    except UnicodeDecodeError:
        return {}
