"""The copy of a PDF that was not drafted here: as it came, with the block of a paper copy under it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypdfium2

from generator.copy_of_pdf import copy_of_pdf
from generator.errors import PdfNotCopiedError
from generator.printing_copy import print_copy
from generator.profile import load_profile
from generator.template import load_kind
from model.document_copy import DocumentCopy, Medium
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile
from model.vietnamese import nfc


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedPdf:
    """The file of a copy, and its words for the index."""

    pdf: bytes
    text: str


def render_pdf_copy(copy: DocumentCopy, original: bytes, *, overrides: Path | None = None) -> CopiedPdf:
    """Return the copy; an electronic one is the PDF itself, its words come with the agency's signature (7.4).

    Raises:
        PdfNotCopiedError: when the original cannot be read, or is locked.
    """
    words = _text(original)
    if copy.medium is Medium.ELECTRONIC:
        return CopiedPdf(pdf=original, text=words)
    layout = LayoutProfile.on(copy.issued_on or date(copy.year, 12, 31))
    wording = load_kind(DocumentKind.OFFICIAL_DISPATCH, overrides).wording
    block = print_copy(copy, wording, layout)
    return CopiedPdf(pdf=copy_of_pdf(original, block, load_profile(layout)), text=f"{words}\n{block.text}")


def _text(content: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise PdfNotCopiedError(str(error)) from error
    return nfc("\n".join(page.get_textpage().get_text_bounded() for page in document))
